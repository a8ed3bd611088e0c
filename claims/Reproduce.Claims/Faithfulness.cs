using Reproduce.Claims.Images;
using Reproduce.Core.Attributions;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSnapshots;
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
        $"difference of the attributions' cosines (it matters above {DifferenceRule.Adherences.Margin})");

    private const string AcrossAsWell = "Attributions carry over to the other size as well, where the paper says 'not at all'.";

    private readonly ImageStudy _study = data;
    private readonly Lazy<AttributionMaps> _maps = new(() => new AttributionMaps(data));
    private readonly PublishedTable<AttributionMethod> _published = PublishedTables.FaithfulnessOrCifar10(data.DataSet.Quick.DataSet);

    [OneTimeSetUp]
    public void Train() => _ = _study.Faithfulness;

    [Test]
    public Task The_claim_as_a_whole() => VerifyWhole(
        _study,
        primary: [.. AttributionSuite.Paper.Select(SameArchitectureIsCloser)],
        beside: [NothingCarriesAcross(), StudentsAreCloserThanStrangers(), TrainingMatters(), SmallerIsNoisier()],
        (
            "Signs",
            Verdict.Supported,
            "By all three methods a student of its teacher's size adheres to it more closely on average than one of the other size; no "
                + $"difference is seen for students of FT_tempT. {AcrossAsWell}"),
        (
            "CIFAR-10",
            Verdict.Supported,
            "By all three methods a student of its teacher's size adheres to it more closely than one of the other size, by as much as in "
                + $"the paper. {AcrossAsWell}"),
        (
            "TSRD",
            Verdict.Supported,
            "By all three methods a student of its teacher's size adheres to it more closely than one of the other size, by three quarters "
                + $"of the paper's difference, of Grad-CAM by half. {AcrossAsWell}"),
        (
            "TSRD as described",
            Verdict.Supported,
            "By all three methods a student of its teacher's size adheres to it more closely than one of the other size, by about half of "
                + $"the paper's difference. {AcrossAsWell}"));

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
        $"adherence of the student of the teacher's size minus that of the other size, {Cosines}; in brackets the other reading of "
            + "adherence",
        DifferenceRule.Adherences.IsLarge,
        from protocol in new[] { Decisive, Other }
        from pair in StudentPairs
        select Difference(pair.Same, pair.Across, method, protocol) with
        {
            Published = Published(pair.Same, method) - Published(pair.Across, method),
        });

    private SubClaim NothingCarriesAcross() => Of(
        _study,
        "Interpretations carry over 'not at all when the architectures are different': such a student adheres to its teacher no more than "
            + "an untrained network does.",
        "section 6; the comparison with an untrained network is ours",
        $"adherence of the student of the other size minus that of an untrained network of the student's size, {Cosines}",
        DifferenceRule.Adherences.IsNotLarge,
        from method in AttributionSuite.Paper
        from teacher in Flavours.Teachers
        from temperature in Enum.GetValues<TrainingTemperature>()
        let size = Comparison.Other(teacher.Architecture)
        select Difference(
            Comparison.OfStudent(teacher.Student(size, temperature)), Comparison.OfUntrained(size, teacher), method, Decisive),
        (
            "Signs",
            Verdict.Contradicted,
            "By every method such students agree with their teacher more than an untrained network does. By Saliency, whose values have no "
                + "sign, untrained networks agree with it as well, and the difference is smaller."),
        (
            "CIFAR-10",
            Verdict.Mixed,
            "By Integrated Gradients and Grad-CAM such students agree with their teacher far more than an untrained network does. By "
                + "Saliency they agree a little more, and one of the eight no more."),
        (
            "TSRD",
            Verdict.Contradicted,
            "On average such students agree with their teacher more than an untrained network does; no case says the opposite."),
        (
            "TSRD as described",
            Verdict.Mixed,
            "On average such students agree with their teacher more than an untrained network does. By Saliency the Reduced student of "
                + "FT_tempT trained at T does not."));

    private SubClaim StudentsAreCloserThanStrangers() => Of(
        _study,
        "Distillation is what carries explanations over: a student of its teacher's architecture adheres to it more closely than a teacher "
            + "of the same recipe and another seed.",
        "control of ours",
        $"adherence of the student of the teacher's size minus that of a teacher of another seed, {Cosines}",
        DifferenceRule.Adherences.IsLarge,
        from method in AttributionSuite.Paper
        from teacher in Flavours.Teachers
        from temperature in Enum.GetValues<TrainingTemperature>()
        select Difference(
            Comparison.OfStudent(teacher.Student(teacher.Architecture, temperature)), Comparison.OfOtherSeed(teacher), method, Decisive));

    private SubClaim TrainingMatters() => Of(
        _study,
        "Adherence is more than what architecture and image make of it: a teacher of the same recipe and another seed adheres more closely "
            + "than an untrained network of the same size.",
        "control of ours",
        $"adherence of a teacher of another seed minus that of an untrained network, {Cosines}",
        DifferenceRule.Adherences.IsLarge,
        from method in AttributionSuite.Paper
        from teacher in Flavours.Teachers
        select Difference(
            Comparison.OfOtherSeed(teacher), Comparison.OfUntrained(teacher.Architecture, teacher), method, Decisive));

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

    private MeasuredCase Difference(Comparison comparison, Comparison reference, AttributionMethod method, Protocol protocol) => new(
        $"{method}, {(protocol == Protocol.AsReleased ? "as released" : "as described")}: {comparison} - {reference}",
        AdherenceGroup.Difference(GroupOf(comparison), GroupOf(reference), method, protocol))
    {
        Decides = protocol == Decisive,
    };

    private AdherenceGroup GroupOf(Comparison comparison) => _study.Faithfulness.Of(comparison);

    /// <summary>The paper's adherence on this data set, or on CIFAR-10 where it has none.</summary>
    private double? Published(Comparison comparison, AttributionMethod method) => _published.Find(comparison.Model, method);
}
