using Reproduce.Claims.Images;
using Reproduce.Snapshots;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>The tables and figures of the claim.</summary>
public sealed partial class Faithfulness
{
    [Test]
    public Task Figures_8_15_adherence_to_the_teacher() => Recorded(_study, () => Verifier.VerifyTable(AdherenceTables.OfStudents(_study)));

    [Test]
    public Task Figures_8_15_beside_the_paper() => PublishedTable.Faithfulness(_study.Experiment.DataSet) is { } published
        ? Recorded(_study, () => Verifier.VerifyTable(AdherenceTables.BesideThePaper(_study, published)))
        : NothingPublished();

    [Test]
    public Task Adherence_without_distillation() => Recorded(_study, () => Verifier.VerifyTable(AdherenceTables.OfReferences(_study)));

    [Test]
    public Task The_extra_pair() => Recorded(_study, () => Verifier.VerifyTable(AdherenceTables.ExtraPair(_study)));

    [Test]
    public Task Images_without_attribution() => Recorded(_study, () => Verifier.VerifyTable(AdherenceTables.Voids(_study)));

    // The captions speak of the defensively distilled model, the published picture's titles of FT_temp1: both are shown.
    [Test]
    public Task Figures_7_14_one_image() => OneImage(0);

    [Test]
    public Task Figures_33_37_one_image() => OneImage(1);

    [Test]
    public Task Figures_34_38_one_image() => OneImage(2);

    [Test]
    public Task Figures_35_39_one_image() => OneImage(3);

    [Test]
    public Task Figures_9_16_40_Integrated_Gradients_of_all_models() => GridOf("IG");

    [Test]
    public Task Figures_36_40_GradCAM_of_all_models() => GridOf("GradCAM");

    [Test]
    public Task Saliency_of_all_models() => GridOf("Saliency");

    private AttributedExample Example(int number) => new(_study, AttributedExample.IndicesOf(_study)[number]);

    private Task OneImage(int example) => Recorded(_study, () => Verifier.VerifyImage(
        Example(example).AllMethods("FT_temp1", "FS_tempT_from_FT_tempT")));

    private Task GridOf(string method) => Recorded(_study, () => Verifier.VerifyImage(Example(0).AllModels(method)));

    private static Task NothingPublished()
    {
        Assert.Ignore("The paper has no table of this data set: the drawn signs are ours.");
        return Task.CompletedTask;
    }
}
