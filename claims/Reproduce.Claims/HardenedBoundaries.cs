using System.Collections.Immutable;
using Reproduce.Claims.Toy;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Catalog;
using Reproduce.Core.Statistics;
using static Reproduce.Claims.Toy.ToySubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Paper section 5.1.1: training at a high temperature, distilled or not, hardens the boundaries. The softmax's probabilities jump where
/// those of a usual model slide.
/// </summary>
[TestFixture]
[Claim("HardenedBoundaries")]
public sealed partial class HardenedBoundaries
{
    private const string Section = "section 5.1.1, figure 2";

    private ToyStudy _study = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _study = ToyStudy.Shared;
        _study.Prepare(ToyStudy.PaperRecipes);
    }

    [Test]
    public Task The_claim_as_a_whole() =>
        ClaimSnapshot.Verify([TwilightShrinks(), TransitionSharpens(), LogitsGrow(), LogitsGrowByT(), DistillationDoesNotHarden(), TemperatureAloneHardens()]);

    [Test]
    public Task Temperature_shrinks_the_twilight_area() => SubClaimSnapshot.Verify(TwilightShrinks());

    [Test]
    public Task Temperature_sharpens_the_transition() => SubClaimSnapshot.Verify(TransitionSharpens());

    [Test]
    public Task Logits_grow_with_the_temperature() => SubClaimSnapshot.Verify(LogitsGrow());

    [Test]
    public Task Logits_grow_by_the_factor_T() => SubClaimSnapshot.Verify(LogitsGrowByT());

    [Test]
    public Task Distillation_without_temperature_does_not_harden() => SubClaimSnapshot.Verify(DistillationDoesNotHarden());

    [Test]
    public Task Temperature_without_distillation_hardens_as_much() => SubClaimSnapshot.Verify(TemperatureAloneHardens());

    private SubClaim TwilightShrinks() => new(
        "Training at temperature T shrinks the twilight area, where no class has a probability of 0.9.",
        Section,
        "twilight area of FT_tempT / FT_temp1 (a share of the data's bounding box, at temperature 1)",
        AtEachTemperature(T => Ratio(
            $"T = {T}", _study.Of("FT_tempT", T), _study.Of("FT_temp1", T), measures => measures.TwilightArea, RatioTest.Shrinks)));

    private SubClaim TransitionSharpens() => new(
        "Training at temperature T sharpens the transition from one class to the next.",
        Section,
        "width of the transition along the boundary's normals (median over the boundary) of FT_tempT / FT_temp1",
        AtEachTemperature(T => Ratio(
            $"T = {T}", _study.Of("FT_tempT", T), _study.Of("FT_temp1", T), WidthOf, RatioTest.Shrinks)));

    private SubClaim LogitsGrow() => new(
        "The higher the training temperature, the larger the logits.",
        Section,
        "logit scale (root mean square of the centred logits over the data) of FT_tempT / FT_temp1, and from one temperature to the next",
        [
            .. AtEachTemperature(T => Ratio(
                $"T = {T} / temperature 1", _study.Of("FT_tempT", T), _study.Of("FT_temp1", T), measures => measures.LogitScale, RatioTest.Grows)),
            .. ToyExperiment.Temperatures.Zip(ToyExperiment.Temperatures.Skip(1), (low, high) => Ratio(
                $"T = {high} / T = {low}",
                _study.Of("FT_tempT", high),
                _study.Of("FT_tempT", low),
                measures => measures.LogitScale,
                RatioTest.Grows)),
        ]);

    private SubClaim LogitsGrowByT() => new(
        "The logits become T times as large.",
        "section 5.1.1: training 'is in turn forced to make the logits T times larger/more extreme'",
        "logit scale of FT_tempT / FT_temp1, divided by T (similar to 1: within 0.80 to 1.25)",
        AtEachTemperature(T =>
        {
            var scaled = Bootstrap.RatioOfMeans(
                [.. _study.Of("FT_tempT", T).Values(measures => measures.LogitScale / T)],
                _study.Of("FT_temp1", T).Values(measures => measures.LogitScale));
            return new Finding($"T = {T}", scaled, RatioTest.IsSimilar(scaled));
        }),
        "They grow, but by less than the factor T, and the more so the higher T is.");

    private SubClaim DistillationDoesNotHarden() => new(
        "It is not the distillation: a student trained at temperature 1 has boundaries as soft as a usual model's, whoever its teacher is.",
        Section,
        "twilight area of a temperature-1 student / FT_temp1 (not below 1)",
        [
            .. from teacher in (ImmutableArray<string>)["FT_tempT", "FT_temp1"]
               from temperature in ToyExperiment.Temperatures
               select Ratio(
                   $"FS_temp1_from_{teacher}, T = {temperature}",
                   _study.Of($"FS_temp1_from_{teacher}", temperature),
                   _study.Of("FT_temp1", temperature),
                   measures => measures.TwilightArea,
                   RatioTest.DoesNotShrink),
        ]);

    private SubClaim TemperatureAloneHardens() => new(
        "It is the temperature: a teacher trained at T has boundaries at least as hard as the student distilled from it at T.",
        Section + " and section 5.2.2",
        "twilight area of FT_tempT / FS_tempT_from_FT_tempT (not above 1); 'width' is that of the transition",
        [
            .. from T in ToyExperiment.Temperatures
               let teacher = _study.Of("FT_tempT", T)
               let student = _study.Of("FS_tempT_from_FT_tempT", T)
               from finding in new[]
               {
                   Ratio($"T = {T}", teacher, student, measures => measures.TwilightArea, RatioTest.DoesNotGrow),
                   Ratio($"T = {T}, width", teacher, student, WidthOf, RatioTest.DoesNotGrow) with { Decides = false },
               }
               select finding,
        ],
        "True at T = 10 and 40. At 70 and 100 the student has the smaller twilight, since its boundary is shorter; its transition is no sharper.");

    private static double WidthOf(BoundaryMeasures measures) =>
        measures.TransitionWidth ?? throw new InvalidOperationException("A model without any decision boundary has no transition to measure.");
}
