using Reproduce.Claims.Images;
using Reproduce.Core.Attributions;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Paper sections 5.2.3, 5.3.2 and 6: explanations carry over from teacher to student within an architecture, and not from one
/// architecture to another.
/// </summary>
[TestFixtureSource(typeof(ImageStudy), nameof(ImageStudy.All))]
[Claim(
    "Faithfulness",
    "distilling a teacher model into a student model with the same architecture and size makes the student "
        + "interpretations marginally more faithful compared to using a student with a smaller architecture",
    "section 1, finding 3")]
public sealed partial class Faithfulness(ImageStudy data)
{
    private const string Section = "sections 5.2.3 and 5.3.2, figures 8 and 15";

    private static readonly string Cosines = FormattableString.Invariant(
        $"difference of cosines (it matters above {DifferenceRule.Adherences.Margin})");

    private readonly ImageStudy _study = data;

    [OneTimeSetUp]
    public void Train() => _ = _study.Faithfulness;

    [Test]
    public Task The_claim_as_a_whole() => Recorded(_study, () => ClaimSnapshot.Verify(
        [.. AttributionSuite.Paper.Select(SameArchitectureIsCloser), NothingCarriesAcross()],
        controls: [StudentsAreCloserThanStrangers(), TrainingMatters()]));

    [TestCaseSource(typeof(AttributionSuite), nameof(AttributionSuite.Paper))]
    public Task Same_architecture_is_closer(AttributionMethod method) => Verify(_study, SameArchitectureIsCloser(method));

    [Test]
    public Task Across_architectures_nothing_carries_over() => Verify(_study, NothingCarriesAcross());

    [Test]
    public Task Control_a_student_is_closer_than_a_stranger_of_its_architecture() => Verify(_study, StudentsAreCloserThanStrangers());

    [Test]
    public Task Control_adherence_is_more_than_architecture_and_image() => Verify(_study, TrainingMatters());

    private SubClaim SameArchitectureIsCloser(AttributionMethod method) => Of(
        _study,
        $"{method}: a student of its teacher's architecture adheres to it more closely than one of the other architecture, the training "
            + "temperatures being equal.",
        Section,
        $"adherence of the student of the teacher's size minus that of the other size, {Cosines}; in brackets what does "
            + "not decide: their mean, and the other reading of adherence",
        from protocol in new[] { Decisive, Other }
        from finding in StudentPairs
            .Select(pair => Difference(pair.Same, pair.Across, method, protocol, DifferenceRule.Adherences.IsLarge))
            .Append(MeanOfPairs(method, protocol))
        select finding,
        ("Signs", Verdict.PartlySupported, OnSigns(method)));

    private static string OnSigns(AttributionMethod method) => method switch
    {
        Saliency =>
            "Decided are two of eight, with Reduced teachers and for the claim. The estimates speak for it with Reduced teachers (0.08 "
            + "to 0.19) and not with Full ones (-0.12 to 0.02). The mean, in which an advantage that students of one size have with "
            + "every teacher cancels, is 0.05 and open.",
        IntegratedGradients =>
            "Decided are two of eight, the students of RT_tempT, for the claim. The estimates speak for it but with FT_tempT (-0.12 and "
            + "-0.05). The mean, in which an advantage that students of one size have with every teacher cancels, is 0.08 and open.",
        _ => "Decided is one of eight, RS_tempT_from_RT_tempT, for the claim; the estimates are -0.04 to 0.25. The mean, in which an "
            + "advantage that students of one size have with every teacher cancels, is 0.09: above the margin as released, open as "
            + "described.",
    };

    private SubClaim NothingCarriesAcross() => Of(
        _study,
        "Interpretations carry over 'not at all when the architectures are different': such a student adheres to its teacher no more than "
            + "an untrained network does.",
        "section 6; the comparison with an untrained network is ours",
        $"adherence of the student of the other size minus that of an untrained network of the student's size, {Cosines}",
        from method in AttributionSuite.Paper
        from teacher in Flavours.Teachers
        from temperature in Enum.GetValues<TrainingTemperature>()
        let size = Comparison.Other(teacher.Architecture)
        select Difference(
            Comparison.OfStudent(teacher.Student(size, temperature)),
            Comparison.OfUntrained(size, teacher),
            method,
            Decisive,
            DifferenceRule.Adherences.IsNotLarge),
        (
            "Signs",
            Verdict.PartlySupported,
            "Of 24 comparisons eight are decided against it, in all three methods, and one for it (FS_temp1_from_RT_tempT by Saliency). By "
                + "Integrated Gradients, for which untrained networks have 0, the differences are 0.19 to 0.37. Saliency has a high floor: "
                + "untrained networks reach 0.34 to 0.47, as its numbers have no sign."));

    private SubClaim StudentsAreCloserThanStrangers() => Of(
        _study,
        "Distillation is what carries explanations over: a student of its teacher's architecture adheres to it more closely than a teacher "
            + "of the same recipe and another seed.",
        "control of ours",
        $"adherence of the student of the teacher's size minus that of a teacher of another seed, {Cosines}",
        from method in AttributionSuite.Paper
        from teacher in Flavours.Teachers
        from temperature in Enum.GetValues<TrainingTemperature>()
        select Difference(
            Comparison.OfStudent(teacher.Student(teacher.Architecture, temperature)),
            Comparison.OfOtherSeed(teacher),
            method,
            Decisive,
            DifferenceRule.Adherences.IsLarge),
        (
            "Signs",
            Verdict.PartlySupported,
            "Decided is one of 24, FS_temp1_from_FT_temp1 by Grad-CAM, for it. The estimates speak for it with temperature-1 teachers "
                + "(0.07 to 0.24) and hardly with those trained at T (-0.15 to 0.08): it takes more seeds to tell."));

    private SubClaim TrainingMatters() => Of(
        _study,
        "Adherence is more than what architecture and image make of it: a teacher of the same recipe and another seed adheres more closely "
            + "than an untrained network of the same size.",
        "control of ours",
        $"adherence of a teacher of another seed minus that of an untrained network, {Cosines}",
        from method in AttributionSuite.Paper
        from teacher in Flavours.Teachers
        select Difference(
            Comparison.OfOtherSeed(teacher),
            Comparison.OfUntrained(teacher.Architecture, teacher),
            method,
            Decisive,
            DifferenceRule.Adherences.IsLarge),
        (
            "Signs",
            Verdict.PartlySupported,
            "True of the Reduced teachers by all methods, and of FT_tempT by Integrated Gradients. Two Full teachers that differ in "
                + "their seed agree little; what else they do stays open."));

    /// <summary>The paper's eight comparisons: students of one teacher and temperature that differ in nothing but their size.</summary>
    private static IReadOnlyCollection<(Comparison Same, Comparison Across)> StudentPairs { get; } =
    [
        .. from teacher in Flavours.Teachers
           from temperature in Enum.GetValues<TrainingTemperature>()
           select (
               Comparison.OfStudent(teacher.Student(teacher.Architecture, temperature)),
               Comparison.OfStudent(teacher.Student(Comparison.Other(teacher.Architecture), temperature))),
    ];

    /// <summary>The reading of adherence that the data set's protocol follows.</summary>
    private Protocol Decisive => _study.DataSet.Protocol;

    private Protocol Other => Decisive == Protocol.AsReleased ? Protocol.AsDescribed : Protocol.AsReleased;

    private Finding Difference(
        Comparison comparison, Comparison reference, AttributionMethod method, Protocol protocol, Func<Interval, Verdict> decide)
    {
        var difference = AdherenceGroup.Difference([(GroupOf(comparison), GroupOf(reference))], method, protocol);
        return new Finding(
            Labelled($"{comparison} - {reference}", method, protocol), difference, decide(difference), decides: protocol == Decisive);
    }

    /// <summary>For orientation: a claim about pairs can hold on the whole and fail in some of them.</summary>
    private Finding MeanOfPairs(AttributionMethod method, Protocol protocol)
    {
        var difference = AdherenceGroup.Difference(
            [.. StudentPairs.Select(pair => (GroupOf(pair.Same), GroupOf(pair.Across)))], method, protocol);
        return new Finding(
            Labelled("mean of the eight", method, protocol), difference, DifferenceRule.Adherences.IsLarge(difference), decides: false);
    }

    private AdherenceGroup GroupOf(Comparison comparison) => _study.Faithfulness.Of(comparison);

    private string Labelled(string label, AttributionMethod method, Protocol protocol) => WithSeeds(
        $"{method}, {(protocol == Protocol.AsReleased ? "as released" : "as described")}: {label}", _study.Faithfulness.Seeds.Length);
}
