using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Figures;
using Reproduce.Results;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSnapshots;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Paper section 5.2.1: a teacher that was trained normally can't be distilled at a high temperature, because its soft labels are then
/// nearly uniform.
/// </summary>
[TestFixtureSource(typeof(ImageStudy), nameof(ImageStudy.All))]
[Claim(
    "TeacherInfeasibility",
    "the teacher model must be trained with the same high temperature to ensure that the generated soft labels are "
        + "informative",
    "section 5.2.1")]
public sealed class TeacherInfeasibility(ImageStudy data)
{
    private const string Section = "section 5.2.1, figures 4 and 12";

    // 'Essentially the uniform distribution': at least so many percent of its entropy.
    private const double NearlyUniform = 90;

    // 'Not able to train much at all': the loss falls by at most so many percent of ln(classes).
    private const double HardlyAnyFall = 10;

    private static readonly ModelName[] PlainTeachers = TeachersAt(TrainingTemperature.One);
    private static readonly ModelName[] TeachersAtT = TeachersAt(TrainingTemperature.T);

    private const string LittleIsEnough =
        "They learn well, as the paper's own figure 5 shows for its students: what little the labels differ from uniform is enough to "
            + "learn from. It is the loss that can't fall below the labels' entropy, not the accuracy that can't rise.";

    private readonly ImageStudy _study = data;

    [OneTimeSetUp]
    public void Train()
    {
        _study.Prepare(Flavours.All);
        _ = _study.EverySeed;
    }

    [Test]
    public Task The_claim_as_a_whole() => VerifyWhole(
        _study,
        primary: [UniformLabels(), LossStays(), StudentsDoNotLearn(), TeachersAtTInform()],
        beside: [LossHardlyFalls()],
        (
            "Signs",
            Verdict.Mixed,
            "The soft labels of temperature-1 teachers are close to uniform and the loss of their students stays high, but these students "
                + "learn as well as any: their loss can't fall below the entropy of their labels, but their accuracy can rise."),
        (
            "CIFAR-10",
            Verdict.Mixed,
            "The soft labels of temperature-1 teachers are close to uniform and the loss of their students hardly falls, but these "
                + "students learn nearly as well as those of teachers trained at T: their loss can't fall below the entropy of their "
                + "labels, but their accuracy can rise."),
        (
            "TSRD",
            Verdict.Mixed,
            "The soft labels of temperature-1 teachers are close to uniform and the loss of their students hardly falls, but these "
                + "students learn, better than the paper's: their loss can't fall below the entropy of their labels, but their accuracy "
                + "can rise."),
        (
            "TSRD as described",
            Verdict.Mixed,
            "The soft labels of temperature-1 teachers are close to uniform and the loss of their students hardly falls, but these "
                + "students learn: their loss can't fall below the entropy of their labels, but their accuracy can rise."));

    [Test]
    public Task Soft_labels_of_plain_teachers_are_nearly_uniform() => Verify(_study, UniformLabels());

    [Test]
    public Task The_loss_of_their_students_stays() => Verify(_study, LossStays());

    [Test]
    public Task The_loss_of_their_students_hardly_falls() => Verify(_study, LossHardlyFalls());

    [Test]
    public Task Their_students_do_not_learn() => Verify(_study, StudentsDoNotLearn());

    [Test]
    public Task Teachers_trained_at_T_give_informative_labels() => Verify(_study, TeachersAtTInform());

    [Test]
    public Task Losses_and_accuracies() => VerifyTable(_study, () => ImageTables.Losses(_study));

    [Test]
    public Task Figures_4_12_training_losses() => Recorded(_study, () => FigureSnapshot.Verify(
        LossCurvesFigure.Render(
            $"Training losses by epoch, all models ({_study}, T = {_study.Experiment.Temperature:0})",
            $"Seed {_study.Experiment.FirstSeed}; a student's loss is that on its teacher's soft labels{PaperLossesNote()}",
            model => _study.Of(model).OfFirstSeed.EpochLosses,
            PublishedLossesOf()),
        _study.Figures(cifar10: [4], tsrd: [12])));

    [Test]
    public Task Figures_4_12_teachers_losses_beside_the_paper() => VerifyBesidePaper(
        _study,
        PublishedTables.TeacherLosses(_study.Experiment.DataSet),
        PaperTables.Losses,
        _study.Figures(cifar10: [4], tsrd: [12]));

    private string PaperLossesNote() => PublishedTables.TeacherLosses(_study.Experiment.DataSet) is not { } published
        ? ""
        : FormattableString.Invariant(
            $". Dashed: the paper's, read off to {published.ReadingError}; its {_study.DataSet.Paper.Epochs} epochs fill the same width");

    private PublishedLosses? PublishedLossesOf()
    {
        var epochs = _study.DataSet.Paper.Epochs;
        return PublishedTables.TeacherLosses(_study.Experiment.DataSet) is not { } published ? null : new(
            epochs,
            [.. Flavours.Teachers.Select(teacher => (teacher, PointsOf(teacher)))]);

        IReadOnlyList<(int Epoch, double Loss)> PointsOf(ModelName teacher) =>
        [
            .. from epoch in Enumerable.Range(1, epochs)
               let loss = published.Find(teacher, epoch)
               where loss is not null
               select (epoch, loss.Value),
        ];
    }

    private SubClaim UniformLabels() => Of(
        _study,
        "The soft labels that a normally trained teacher gives at the distillation temperature are essentially uniform.",
        Section,
        $"entropy of the soft labels in percent of ln(classes), of training images (nearly uniform: {NearlyUniform} or more)",
        Rule.AtLeast(NearlyUniform),
        [
            .. PlainTeachers.Select(EntropyOf),
            .. TeachersAtT.Select(EntropyOf).Select(entropy => entropy with { Decides = false }),
        ],
        (
            "Signs",
            Verdict.Undecided,
            "The entropy is about 90 %, the level that decides; that of labels of teachers trained at T is a few percent."));

    private SubClaim LossStays() => OfLosses(
        "The students of normally trained teachers are 'not able to train much at all': their loss falls less than that of the same "
            + "students of teachers trained at T.",
        "fall of the training loss from ln(classes) to the last epoch, in percent of ln(classes), of a student of a teacher trained at T "
            + $"minus that of the same student of the temperature-1 teacher, {Points}",
        DifferenceRule.Shares.IsLarge,
        () => StudentsOf(PlainTeachers).Zip(StudentsOf(TeachersAtT), (plain, atT) => new MeasuredCase(
            $"{atT} - {plain}",
            Sample.OfSeeds([.. FallsOf(atT).Zip(FallsOf(plain), (one, other) => one - other)], ValueRange.Unlimited))));

    private SubClaim LossHardlyFalls() => OfLosses(
        "Taken literally: the loss of the students of normally trained teachers hardly falls.",
        $"fall of the training loss from ln(classes) to the last epoch, in percent of ln(classes) (hardly: {HardlyAnyFall} or less)",
        Rule.AtMost(HardlyAnyFall),
        () =>
        [
            .. StudentsOf(PlainTeachers).Select(FallOf),
            .. StudentsOf(TeachersAtT).Select(FallOf).Select(fall => fall with { Decides = false }),
        ],
        ("Signs", Verdict.Undecided, "It falls by about a tenth, the level that decides; the labels' entropy lets it fall no further."));

    private SubClaim StudentsDoNotLearn() => OfShares(
        _study,
        "The students of normally trained teachers are unable to learn.",
        "section 5.2.1: 'almost-uniform soft labels convey almost no information to the student, the student model is unable to learn'",
        $"test accuracy minus that of guessing, in points (unable: {DifferenceRule.Shares.Margin} or less)",
        DifferenceRule.Shares.IsNotLarge,
        from student in StudentsOf(PlainTeachers)
        let published = PublishedTables.Robustness(_study.Experiment.DataSet)?.Find(student, AttackSuite.Clean)
        select Mean(student.ToString(), _study.EverySeed.Recognized(student), minus: _study.Chance) with
        {
            Published = published - _study.Chance,
        },
        (
            "Signs",
            Verdict.Contradicted,
            LittleIsEnough),
        ("CIFAR-10", Verdict.Contradicted, LittleIsEnough),
        ("TSRD", Verdict.Contradicted, LittleIsEnough),
        ("TSRD as described", Verdict.Contradicted, LittleIsEnough));

    private SubClaim TeachersAtTInform() => Of(
        _study,
        "A teacher trained at the distillation temperature gives more informative soft labels.",
        Section,
        "entropy of the soft labels of the temperature-1 teacher minus that of the teacher of its size trained at T, in points of "
            + $"ln(classes) (large: more than {DifferenceRule.Shares.Margin})",
        DifferenceRule.Shares.IsLarge,
        PlainTeachers.Zip(TeachersAtT, (plain, atT) => Difference(
            $"{plain} - {atT}", _study.Of(plain).SoftLabelEntropies(), _study.Of(atT).SoftLabelEntropies())));

    private static ModelName[] TeachersAt(TrainingTemperature temperature) =>
        [.. Flavours.Teachers.Where(teacher => teacher.Temperature == temperature)];

    private static IEnumerable<ModelName> StudentsOf(IEnumerable<ModelName> teachers) =>
        teachers.SelectMany(teacher => Flavours.StudentsOf(teacher));

    private MeasuredCase EntropyOf(ModelName teacher) => Mean(teacher.ToString(), _study.Of(teacher).SoftLabelEntropies());

    private SubClaim OfLosses(
        string statement,
        string effect,
        Rule rule,
        Func<IEnumerable<MeasuredCase>> cases,
        params DataConclusion[] conclusions) => _study.Experiment.Seeds.Length == 1
            ? SubClaim.NotTested(statement, Section, effect, "one seed of each model says nothing of other seeds")
            : Of(_study, statement, Section, effect, rule, cases(), conclusions);

    private MeasuredCase FallOf(ModelName student) =>
        new(student.ToString(), Sample.OfSeeds(FallsOf(student), ValueRange.Unlimited));

    /// <summary>How far each seed's loss falls from that of uniform predictions, in percent of it.</summary>
    private ImmutableArray<double> FallsOf(ModelName student)
    {
        var uniform = Math.Log(_study.Experiment.Classes);
        return [.. _study.EverySeed.Of(student).Select(model => 100 * (uniform - model.EpochLosses[^1]) / uniform)];
    }
}
