using Reproduce.Claims.Toy;
using Reproduce.Core.Experiments;
using Reproduce.Figures;
using Reproduce.Testing;
using static Reproduce.Claims.Toy.ToyStudy;

namespace Reproduce.Claims;

/// <summary>The figures and tables that show the models of the claim; those of one model show the paper's seed, 42.</summary>
public sealed partial class HardenedBoundaries
{
    [Test]
    public Task Figure_1_toy_data() => FigureSnapshot.Verify(ToyDatasetFigure.Render(_study.Data), figures: 1);

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figure_2_hard_boundaries(int T) => FigureSnapshot.Verify(
        HardenedBoundariesFigure.Render(
            _study.Data,
            T,
            _study.Of("FT_temp1", T).OfPaperSeed.Network,
            _study.Of("FT_tempT", T).OfPaperSeed.Network,
            _study.Of("FS_tempT_from_FT_tempT", T).OfPaperSeed.Network),
        figures: 2);

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figures_17_21_25_29_training_losses(int T) => FigureSnapshot.Verify(
        LossCurvesFigure.Render(
            $"Training losses by epoch, all models (T = {T})",
            $"Seed {Profile.FirstSeed}; a student's loss is that on its teacher's soft labels",
            model => _study.Of(model, T).OfPaperSeed.EpochLosses),
        AppendixFigure(17, T));

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figures_18_22_26_30_decision_heatmaps(int T) =>
        FigureSnapshot.Verify(ModelGridFigure.DecisionHeatmaps(_study.Data, _study.PaperNetworks(T), T), AppendixFigure(18, T));

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task Figures_20_24_28_32_accuracies(int T) =>
        FigureSnapshot.Verify(ModelGridFigure.Accuracies(_study.Data, _study.PaperNetworks(T), T), AppendixFigure(20, T));

    [TestCaseSource(typeof(ToyExperiment), nameof(ToyExperiment.Temperatures))]
    public Task All_models_measured(int T) => TableSnapshot.Verify(ToyTables.AllModels(_study, T));

    [Test]
    public Task How_the_models_are_trained() => TableSnapshot.Verify(ToyTables.Recipes(ToyStudy.PaperRecipes));
}
