using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.DataSets;
using Reproduce.Figures;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSnapshots;

namespace Reproduce.Claims;

/// <summary>The tables and figures of the claim.</summary>
public sealed partial class Robustness
{
    [Test]
    public Task All_models_under_all_attacks() =>
        VerifyTable(_study, () => ImageTables.Accuracies(_study), _study.Figures(cifar10: [5], tsrd: [13]));

    [Test]
    public Task Gradients_of_all_models() => VerifyTable(_study, () => ImageTables.Gradients(_study));

    [Test]
    public Task Figures_5_13_beside_the_paper() => VerifyBesidePaper(
        _study, PublishedAccuracies(), PaperTables.Robustness, _study.Figures(cifar10: [5], tsrd: [13]));

    [Test]
    public Task Figures_5_13_beside_the_paper_as_a_picture() => PublishedAccuracies() is { } published
        ? Recorded(_study, () => FigureSnapshot.Verify(BesideThePaper(published), _study.Figures(cifar10: [5], tsrd: [13])))
        : NothingPublished();

    [Test]
    public Task Figures_5_13_as_a_picture()
    {
        var published = PublishedAccuracies();
        return Recorded(_study, () => FigureSnapshot.Verify(
            RobustnessChart.Render(
                $"Accuracy under attack, {_study}: {_study.TestSample.Count} test images (top {_study.Experiment.TopK}), epsilon "
                    + _study.Experiment.EpsilonText,
                AttackSuite.Of(_study.Experiment),
                CellOf),
            _study.Figures(cifar10: [5], tsrd: [13])));

        RobustnessCell CellOf(ModelName model, AttackVariant attack) =>
            new(_study.Of(model).Accuracy(attack) / 100, published?.Find(model, attack) / 100);
    }

    [Test]
    public Task Figure_5_in_the_papers_own_size() =>
        _study.DataSet.Files != Cifar10.Files || !_study.IsPinned
            ? Ignored("Models in the paper's size stand beside the smaller ones on CIFAR-10.")
            : _study.StoredInPaperSize(PaperSize.Measured) is { } outcomes
                ? Recorded(_study, () => TableSnapshot.Verify(PaperSize.Table(_study, outcomes), figures: [5]))
                : Ignored($"The store has no models in the paper's size. To train and attack them: {PaperSize.Command}");

    [Test]
    public Task Figure_6_weak_and_strong() =>
        VerifyPictures(_study, AttackedImageFigure.Render(AttackedExample.Of(_study)), _study.Figures(cifar10: [6], tsrd: []));

    [Test]
    public Task Both_protocols_side_by_side() => _study.Released is { } released
        ? VerifyTable(_study, () => ImageTables.Protocols(Prepared(released), _study))
        : Ignored("This fixture follows the released code; the one 'as described' puts both side by side.");

    private byte[] BesideThePaper(PublishedTable<AttackVariant> published)
    {
        var numbers = PaperNumber.Robustness(_study, published).ToDictionary(number => (number.Model, number.What));
        return PaperComparisonFigure.Render(
            $"Accuracy in %, the paper's beside ours: {_study} (top {_study.Experiment.TopK}, epsilon {_study.Experiment.EpsilonText})",
            TrainingText.Of(_study),
            [.. AttackSuite.Of(_study.Experiment).Where(attack => numbers.ContainsKey((Flavours.All[0], attack.Title)))],
            (model, attack) =>
            {
                var number = numbers[(model, attack.Title)];
                return new(number.Paper, number.Ours, number.OneModel is { } one ? (one.Lower, one.Upper) : null);
            });
    }

    private PublishedTable<AttackVariant>? PublishedAccuracies() => PublishedTables.Robustness(_study.Experiment.DataSet);

    private static ImageStudy Prepared(ImageStudy study)
    {
        study.Prepare(Flavours.All);
        return study;
    }
}
