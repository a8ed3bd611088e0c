using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Core.Attributions;
using static Reproduce.Claims.Images.ImageSnapshots;

namespace Reproduce.Claims;

/// <summary>The tables and figures of the claim.</summary>
public sealed partial class Faithfulness
{
    [Test]
    public Task Figures_8_15_adherence_to_the_teacher() =>
        VerifyTable(_study, () => AdherenceTables.OfStudents(_study), _study.Figures(cifar10: [8], tsrd: [15]));

    [Test]
    public Task Figures_8_15_beside_the_paper() => VerifyBesidePaper(
        _study,
        PublishedTables.Faithfulness(_study.Experiment.DataSet),
        PaperTables.Adherence,
        _study.Figures(cifar10: [8], tsrd: [15]));

    [Test]
    public Task Adherence_without_distillation() => VerifyTable(_study, () => AdherenceTables.OfReferences(_study));

    [Test]
    public Task The_extra_pair() => VerifyTable(_study, () => AdherenceTables.ExtraPair(_study));

    [Test]
    public Task Images_without_attribution() => VerifyTable(_study, () => AdherenceTables.WithoutAttribution(_study));

    // The captions speak of the defensively distilled model, the published picture's titles of FT_temp1: both are shown.
    [Test]
    public Task Figures_7_14_one_image() => OneImage(0, cifar10: 7, tsrd: 14);

    [Test]
    public Task Figures_33_37_one_image() => OneImage(1, cifar10: 33, tsrd: 37);

    [Test]
    public Task Figures_34_38_one_image() => OneImage(2, cifar10: 34, tsrd: 38);

    [Test]
    public Task Figures_35_39_one_image() => OneImage(3, cifar10: 35, tsrd: 39);

    [Test]
    public Task Figures_9_16_40_Integrated_Gradients_of_all_models() =>
        GridOf(AttributionSuite.IntegratedGradients, _study.Figures(cifar10: [9], tsrd: [16, 40]));

    [Test]
    public Task Figures_36_40_GradCAM_of_all_models() =>
        GridOf(AttributionSuite.GuidedGradCam, _study.Figures(cifar10: [36], tsrd: [40]));

    [Test]
    public Task Saliency_of_all_models() => GridOf(AttributionSuite.Saliency, []);

    private AttributedExample Example(int number) => new(_study, AttributedExample.IndicesOf(_study)[number]);

    private Task OneImage(int example, int cifar10, int tsrd) => VerifyPictures(
        _study, Example(example).AllMethods("FT_temp1", "FS_tempT_from_FT_tempT"), _study.Figures([cifar10], [tsrd]));

    private Task GridOf(AttributionMethod method, ImmutableArray<int> figures) =>
        VerifyPictures(_study, Example(0).AllModels(method), figures);
}
