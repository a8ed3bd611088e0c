using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using static Reproduce.Claims.Images.ImageSnapshots;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>Whether the attributions that are compared can be trusted, and how noisy they are.</summary>
public sealed partial class Faithfulness
{
    [Test]
    public Task Smaller_architectures_are_noisier() => Verify(_study, SmallerIsNoisier());

    [Test]
    public Task Quality_of_attributions() => VerifyTable(_study, () => AttributionTables.Quality(_study, _maps.Value));

    [Test]
    public Task Students_in_other_measures() => VerifyTable(_study, () => AttributionTables.OtherMeasures(_study, _maps.Value));

    [Test]
    public Task Teachers_with_randomized_layers() => VerifyTable(_study, () => AttributionTables.Randomized(_study, _maps.Value));

    private SubClaim SmallerIsNoisier() => Of(
        _study,
        "Smaller architectures exhibit more noise: the attributions of a Reduced teacher vary more from pixel to pixel than those of the "
            + "Full teacher of the same temperature.",
        "section 5.2.3: 'with smaller architectures generally exhibiting more noise'; how noise is measured is ours",
        "total variation of the attribution (sum of the absolute differences of neighbouring pixels / sum of the absolute values; about "
            + "2.8 for white noise) of the Reduced teacher minus that of the Full teacher (more: above 0)",
        DifferenceRule.IsPositive,
        from method in AttributionSuite.Paper
        from temperature in Enum.GetValues<TrainingTemperature>()
        let reduced = ModelName.OfTeacher(Architecture.Reduced, temperature)
        let full = ModelName.OfTeacher(Architecture.Full, temperature)
        select new MeasuredCase(
            $"{method}, {reduced} - {full}",
            Sample.OfImages(TotalVariations(method, reduced).Minus(TotalVariations(method, full)), ValueRange.Unlimited)),
        (
            "Signs",
            Verdict.Contradicted,
            "Where the two differ clearly, it is the Reduced teacher's attributions that are the smoother ones: those of Integrated "
                + "Gradients and Grad-CAM at T."),
        (
            "CIFAR-10",
            Verdict.Contradicted,
            "At T the Reduced teacher's attributions by Integrated Gradients and Grad-CAM are the smoother ones; at temperature 1 there is "
                + "hardly a difference."));

    /// <summary>Shape <c>[seeds, images]</c>.</summary>
    private ImmutableArray<double[]> TotalVariations(AttributionMethod method, ModelName teacher) =>
        [.. _study.Faithfulness.Seeds.Select(seed => _maps.Value.TotalVariations(method, _study.Faithfulness.Of(teacher, seed).Network))];
}
