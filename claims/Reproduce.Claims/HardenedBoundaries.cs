using System.Collections.Immutable;
using Reproduce.Claims.Toy;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;
using static Reproduce.Claims.Toy.ToySubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Paper section 5.1.1: training at a high temperature, distilled or not, hardens the boundaries. The softmax's probabilities jump where
/// those of a usual model slide.
/// </summary>
[TestFixture]
[Claim(
    "HardenedBoundaries",
    "training any model at high-temperatures forces it to make the probabilities around its decision boundary harder",
    "section 1, finding 1",
    Data = "toy")]
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
    public Task The_claim_as_a_whole() => ClaimSnapshot.Verify(
        primary: [TeachersHarden(), StudentsOfHotTeachersHarden(), StudentsOfPlainTeachersHarden()],
        beside: [TransitionSharpens(), LogitsGrow(), LogitsGrowByT(), DistillationDoesNotHarden(), TemperatureAloneHardens()],
        found: new Conclusion(
            Verdict.Mixed,
            "Training at T hardens the boundaries of teachers, and of students of teachers trained at T, but hardly those of students of "
                + "temperature-1 teachers, whose labels are softened as much as their own softmax."));

    [Test]
    public Task Temperature_hardens_teachers() => SubClaimSnapshot.Verify(TeachersHarden());

    [Test]
    public Task Temperature_hardens_students_of_teachers_trained_at_T() => SubClaimSnapshot.Verify(StudentsOfHotTeachersHarden());

    [Test]
    public Task Temperature_hardens_students_of_plain_teachers() => SubClaimSnapshot.Verify(StudentsOfPlainTeachersHarden());

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

    private SubClaim TeachersHarden() => TeachersHarden(_study.Of);

    /// <summary>Decides the sub-claim on teachers from any models: the study's, or wrong ones in a negative control.</summary>
    /// <param name="groupOf">The models of a flavour in the set of a temperature.</param>
    internal static SubClaim TeachersHarden(Func<ModelName, int, SeedGroup> groupOf) => Hardens(
        groupOf,
        "Training a teacher at temperature T hardens its boundaries: the twilight area, where no class has a probability of 0.9, shrinks.",
        Section,
        model => !model.IsStudent);

    private SubClaim StudentsOfHotTeachersHarden() => Hardens(
        _study.Of,
        "Training at T hardens students of teachers that were trained at T.",
        "section 1, finding 1: 'any model'",
        model => model.Teacher?.Temperature == TrainingTemperature.T);

    private SubClaim StudentsOfPlainTeachersHarden() => Hardens(
        _study.Of,
        "Training at T hardens students of temperature-1 teachers.",
        "section 1, finding 1: 'any model'",
        model => model.Teacher?.Temperature == TrainingTemperature.One,
        new Conclusion(
            Verdict.Mixed,
            "Their labels are softened as much as their own softmax, so they end as soft as temperature-1 teachers, or softer; only the "
                + "Reduced students of the Full teacher end a little harder than the Reduced teacher."));

    private SubClaim TransitionSharpens() => SubClaim.Decide(
        "Training at temperature T sharpens the transition from one class to the next.",
        Section,
        "width of the transition along the boundary's normals (median over the boundary) of FT_tempT / FT_temp1",
        RatioRule.Shrinks,
        AtEachTemperature(T => Ratio($"T = {T}", _study.Of("FT_tempT", T), _study.Of("FT_temp1", T), ToyMeasures.TransitionWidth)));

    private SubClaim LogitsGrow() => SubClaim.Decide(
        "The higher the training temperature, the larger the logits.",
        Section,
        "logit scale (root mean square of the centred logits over the data) of FT_tempT / FT_temp1, and from one temperature to the next",
        RatioRule.Grows,
        [
            .. AtEachTemperature(T => Ratio(
                $"T = {T} / temperature 1", _study.Of("FT_tempT", T), _study.Of("FT_temp1", T), measures => measures.LogitScale)),
            .. ToyExperiment.Temperatures.Zip(ToyExperiment.Temperatures.Skip(1), (low, high) => Ratio(
                $"T = {high} / T = {low}", _study.Of("FT_tempT", high), _study.Of("FT_tempT", low), measures => measures.LogitScale)),
        ]);

    private SubClaim LogitsGrowByT() => SubClaim.Decide(
        "The logits become T times as large.",
        "section 5.1.1: training 'is in turn forced to make the logits T times larger/more extreme'",
        $"logit scale of FT_tempT / FT_temp1, divided by T ({Similar})",
        RatioRule.IsSimilar,
        AtEachTemperature(T => new MeasuredCase(
            $"T = {T}",
            Sample.OfRatio(
                [.. _study.Of("FT_tempT", T).Values(measures => measures.LogitScale / T)],
                _study.Of("FT_temp1", T).Values(measures => measures.LogitScale)))),
        new Conclusion(
            Verdict.Contradicted, "They grow by less than the factor T: by 0.65 T at T = 10, by 0.36 T at T = 100."));

    private SubClaim DistillationDoesNotHarden() => SubClaim.Decide(
        "Distillation alone does not harden: a student trained at temperature 1 has no harder boundaries than a temperature-1 teacher.",
        Section,
        FormattableString.Invariant(
            $"twilight area of a temperature-1 student / FT_temp1 (not smaller: {1 / RatioRule.Margin:0.00} or more)"),
        RatioRule.DoesNotShrink,
        from teacher in (ImmutableArray<string>)["FT_tempT", "FT_temp1"]
        from temperature in ToyExperiment.Temperatures
        select Ratio(
            $"FS_temp1_from_{teacher}, T = {temperature}",
            _study.Of($"FS_temp1_from_{teacher}", temperature),
            _study.Of("FT_temp1", temperature),
            measures => measures.TwilightArea),
        new Conclusion(
            Verdict.Supported,
            "Their boundaries are much softer, as their labels are: those of FT_temp1 at T are nearly uniform, and its students nowhere "
                + "reach a probability of 0.9."));

    private SubClaim TemperatureAloneHardens() => SubClaim.Decide(
        "The temperature alone hardens as much: a teacher trained at T has boundaries at least as hard as the student distilled from it "
            + "at T.",
        Section + " and section 5.2.2",
        FormattableString.Invariant(
            $"twilight area of FT_tempT / FS_tempT_from_FT_tempT (not larger: {RatioRule.Margin} or less); 'width' is that of the ")
            + "transition, 'length' that of the boundary",
        RatioRule.DoesNotGrow,
        from T in ToyExperiment.Temperatures
        let teacher = _study.Of("FT_tempT", T)
        let student = _study.Of("FS_tempT_from_FT_tempT", T)
        from one in new[]
        {
            Ratio($"T = {T}", teacher, student, measures => measures.TwilightArea),
            Ratio($"T = {T}, width", teacher, student, ToyMeasures.TransitionWidth) with { Decides = false },
            Ratio($"T = {T}, length", teacher, student, measures => measures.Length) with { Decides = false },
        }
        select one,
        new Conclusion(
            Verdict.Mixed,
            "True at the lower temperatures. At the higher ones the student has the smaller twilight area, but not a sharper transition: "
                + "its boundary is shorter ('length'), which explains a part of it."));

    /// <summary>Models trained at T, each with the temperature-1 teacher of its size, at each temperature.</summary>
    private static SubClaim Hardens(
        Func<ModelName, int, SeedGroup> groupOf,
        string statement,
        string source,
        Func<ModelName, bool> isMeant,
        Conclusion? conclusion = null) => SubClaim.Decide(
        statement,
        source,
        "area where no class has a probability of 0.9, of a model trained at T / the temperature-1 teacher of its size (at temperature 1)",
        RatioRule.Shrinks,
        from model in Flavours.All
        where model.Temperature == TrainingTemperature.T && isMeant(model)
        let reference = ModelName.OfTeacher(model.Architecture, TrainingTemperature.One)
        from T in ToyExperiment.Temperatures
        select Ratio($"{model}, T = {T}", groupOf(model, T), groupOf(reference, T), measures => measures.TwilightArea),
        conclusion);
}
