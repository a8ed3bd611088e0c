using Reproduce.Claims.Toy;
using Reproduce.Core.Catalog;
using Reproduce.Figures;
using Reproduce.Snapshots;

namespace Reproduce.Claims;

/// <summary>The figures and tables that show the models of the claim; those of one model show the paper's seed, 42.</summary>
public sealed partial class HardenedBoundaries
{
    [Test]
    public Task Figure_1_toy_data() => Verifier.VerifyImage(ToyDatasetFigure.Render(_study.Data));

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figure_2_hard_boundaries(int T) => Verifier.VerifyImage(HardenedBoundariesFigure.Render(
        _study.Data,
        T,
        _study.Of("FT_temp1", T).OfPaperSeed.Network,
        _study.Of("FT_tempT", T).OfPaperSeed.Network,
        _study.Of("FS_tempT_from_FT_tempT", T).OfPaperSeed.Network));

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figures_17_21_25_29_training_losses(int T) => Verifier.VerifyImage(LossCurvesFigure.Render(_study.PaperSet(T), T));

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figures_18_22_26_30_decision_heatmaps(int T) =>
        Verifier.VerifyImage(ModelGridFigure.DecisionHeatmaps(_study.Data, _study.PaperSet(T), T));

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figures_20_24_28_32_accuracies(int T) =>
        Verifier.VerifyImage(ModelGridFigure.Accuracies(_study.Data, _study.PaperSet(T), T));

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task All_models_measured(int T) => Verifier.VerifyTable(ToyTables.AllModels(_study, T));

    [Test]
    public Task How_the_models_are_trained() => Verifier.VerifyTable(ToyTables.Recipes(ToyStudy.PaperRecipes));
}
