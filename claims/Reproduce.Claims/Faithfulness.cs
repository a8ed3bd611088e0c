using Reproduce.Claims.Images;
using Reproduce.Core.Catalog;
using Reproduce.Core.Experiments.Faithfulness;
using Reproduce.Core.Statistics;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Paper sections 5.2.3, 5.3.2 and 6: explanations carry over from teacher to student within an architecture, and not from one
/// architecture to another.
/// </summary>
[TestFixtureSource(typeof(ImageCase), nameof(ImageCase.All))]
[Claim("Faithfulness")]
public sealed partial class Faithfulness(ImageCase data)
{
    private const string Section = "sections 5.2.3 and 5.3.2, figures 8 and 15";

    private static readonly string Cosines = FormattableString.Invariant(
        $"difference of cosines (it matters above {AdherenceTest.Margin})");

    private ImageStudy _study = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _study = data.Study;
        _ = _study.Faithfulness;
    }

    [Test]
    public Task The_claim_as_a_whole() => Recorded(_study, () => ClaimSnapshot.Verify(
        [SameArchitectureIsCloser("Saliency"), SameArchitectureIsCloser("IG"), SameArchitectureIsCloser("GradCAM"), NothingCarriesAcross()],
        controls: [StudentsAreCloserThanStrangers(), TrainingMatters()]));

    [TestCase("Saliency")]
    [TestCase("IG")]
    [TestCase("GradCAM")]
    public Task Same_architecture_is_closer(string method) => Verify(_study, SameArchitectureIsCloser(method));

    [Test]
    public Task Across_architectures_nothing_carries_over() => Verify(_study, NothingCarriesAcross());

    [Test]
    public Task Control_a_student_is_closer_than_a_stranger_of_its_architecture() => Verify(_study, StudentsAreCloserThanStrangers());

    [Test]
    public Task Control_adherence_is_more_than_architecture_and_image() => Verify(_study, TrainingMatters());

    private SubClaim SameArchitectureIsCloser(string method) => Of(
        _study,
        $"{method}: a student of its teacher's architecture adheres to it more closely than one of the other architecture, the training "
            + "temperatures being equal.",
        Section,
        $"adherence of the student of the teacher's size minus that of the other size, {Cosines}; in brackets what does "
            + "not decide: their mean, and the other reading of adherence",
        from protocol in new[] { Decisive, Other }
        from finding in StudentPairs
            .Select(pair => Difference(pair.Same, pair.Across, method, protocol, AdherenceTest.IsCloser))
            .Append(MeanOfPairs(method, protocol))
        select finding,
        ("Signs", Verdict.PartlySupported, OnSigns(method)));

    private static string OnSigns(string method)
    {
        const string Mean = " The mean of the eight is above the margin, and in it cancels what makes students of one size close to any "
            + "teacher.";
        return method switch
        {
            "Saliency" => "It holds for all students of Reduced teachers. Reduced students of FT_tempT are as close to it as Full ones, "
                + "or closer; FT_temp1 stays open.",
            "IG" => "It holds for the students of RT_tempT and RS_temp1_from_RT_temp1. With FT_tempT it is the other way round; the "
                + "others stay open.",
            _ => "It holds for the students of RT_tempT; three seeds leave the others open.",
        } + Mean;
    }

    private SubClaim NothingCarriesAcross() => Of(
        _study,
        "Interpretations carry over 'not at all when the architectures are different': such a student adheres to its teacher no more than "
            + "an untrained network does.",
        "section 6; the comparison with an untrained network is ours",
        $"adherence of the student of the other size minus that of an untrained network of the student's size, {Cosines}",
        from method in AttributionSuite.Names
        from teacher in Flavours.Teachers
        from temperature in Enum.GetValues<TrainingTemperature>()
        let size = Comparison.Other(teacher.Architecture)
        select Difference(
            Comparison.OfStudent(teacher.Student(size, temperature)),
            Comparison.OfUntrained(size, teacher),
            method,
            Decisive,
            AdherenceTest.IsNotCloser),
        (
            "Signs",
            Verdict.PartlySupported,
            "It does not hold. By Integrated Gradients, for which an untrained network reaches 0, students of the other size reach 0.19 to "
                + "0.37; by the other methods five of eight are above their floor. Only FS_temp1_from_RT_tempT is not. Saliency, whose numbers "
                + "have no sign, has a high floor: untrained networks reach 0.34 to 0.47."));

    private SubClaim StudentsAreCloserThanStrangers() => Of(
        _study,
        "Distillation is what carries explanations over: a student of its teacher's architecture adheres to it more closely than a teacher "
            + "of the same recipe and another seed.",
        "control of ours",
        $"adherence of the student of the teacher's size minus that of a teacher of another seed, {Cosines}",
        from method in AttributionSuite.Names
        from teacher in Flavours.Teachers
        from temperature in Enum.GetValues<TrainingTemperature>()
        select Difference(
            Comparison.OfStudent(teacher.Student(teacher.Architecture, temperature)),
            Comparison.OfOtherSeed(teacher),
            method,
            Decisive,
            AdherenceTest.IsCloser),
        (
            "Signs",
            Verdict.PartlySupported,
            "It holds for most students of temperature-1 teachers (9 of 12). It does not for RT_tempT: another teacher of its recipe explains "
                + "images as much like it as its own student does, and more so than its student of temperature 1. There the training "
                + "temperature carries explanations, not the teacher. FT_tempT stays open."));

    private SubClaim TrainingMatters() => Of(
        _study,
        "Adherence is more than what architecture and image make of it: a teacher of the same recipe and another seed adheres more closely "
            + "than an untrained network of the same size.",
        "control of ours",
        $"adherence of a teacher of another seed minus that of an untrained network, {Cosines}",
        from method in AttributionSuite.Names
        from teacher in Flavours.Teachers
        select Difference(
            Comparison.OfOtherSeed(teacher),
            Comparison.OfUntrained(teacher.Architecture, teacher),
            method,
            Decisive,
            AdherenceTest.IsCloser),
        (
            "Signs",
            Verdict.PartlySupported,
            "It holds by Integrated Gradients for all teachers, and by all methods for the Reduced ones. By Saliency it is open whether two "
                + "Full teachers that differ in their seed agree more than one of them agrees with an untrained network."));

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
    private Protocol Decisive => _study.Case.Protocol;

    private Protocol Other => Decisive == Protocol.AsReleased ? Protocol.AsDescribed : Protocol.AsReleased;

    private Finding Difference(
        Comparison comparison, Comparison reference, string method, Protocol protocol, Func<Interval, Verdict> decide)
    {
        var difference = AdherenceGroup.Difference([(GroupOf(comparison), GroupOf(reference))], method, protocol);
        return new Finding(
            Labelled($"{comparison} - {reference}", method, protocol), difference, decide(difference), Decides: protocol == Decisive);
    }

    /// <summary>For orientation: a claim about pairs can hold on the whole and fail in some of them.</summary>
    private Finding MeanOfPairs(string method, Protocol protocol)
    {
        var difference = AdherenceGroup.Difference(
            [.. StudentPairs.Select(pair => (GroupOf(pair.Same), GroupOf(pair.Across)))], method, protocol);
        return new Finding(
            Labelled("mean of the eight", method, protocol), difference, AdherenceTest.IsCloser(difference), Decides: false);
    }

    private AdherenceGroup GroupOf(Comparison comparison) => _study.Faithfulness.Of(comparison);

    private string Labelled(string label, string method, Protocol protocol) => WithSeeds(
        $"{method}, {(protocol == Protocol.AsReleased ? "as released" : "as described")}: {label}", _study.Faithfulness.Seeds.Length);
}
