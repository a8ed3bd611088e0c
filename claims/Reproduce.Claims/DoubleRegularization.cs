using Reproduce.Claims.Toy;
using Reproduce.Core.Catalog;
using Reproduce.Core.Statistics;
using static Reproduce.Claims.Toy.ToySubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Paper section 5.1.2: training temperature and distillation both regularize. The decision boundary has fewer straight pieces the higher
/// the temperature, and fewer again in a student than in its teacher of the same temperature.
/// </summary>
[TestFixture]
[Claim("DoubleRegularization")]
public sealed partial class DoubleRegularization
{
    private const string Section = "section 5.1.2, figure 3";
    private const string Teacher = "FT_tempT";
    private const string Student = "FS_tempT_from_FT_tempT";
    private const double DropoutRate = 0.5;

    private const string VisibleMeans = "'visible' counts only pieces longer than a pixel of the paper's 500 x 500 heatmaps";

    // Lengths of training in the control, as multiples of the paper's 100 epochs. Ten decides; the others show where it is going.
    private const int DecidingLength = 10;
    private static readonly int[] s_lengths = [1, 3, DecidingLength, 30];

    private static readonly double[] s_dropoutRates = [0.2, DropoutRate, 0.8];

    private static readonly (int Low, int High)[] s_temperaturePairs =
    [
        .. ToyExperiment.Temperatures.Zip(ToyExperiment.Temperatures.Skip(1)),
        (ToyExperiment.Temperatures[0], ToyExperiment.Temperatures[^1]),
    ];

    private ToyStudy _study = null!;

    private static IEnumerable<Recipe> Recipes =>
    [
        .. ToyStudy.PaperRecipes,
        .. from length in s_lengths
           where length > 1
           from model in new[] { Teacher, Student }
           from temperature in ToyExperiment.Temperatures
           select Stretched(model, temperature, length),
        .. s_dropoutRates.Select(WithDropout),
    ];

    [OneTimeSetUp]
    public void Train()
    {
        _study = ToyStudy.Shared;
        _study.Prepare(Recipes);
    }

    [Test]
    public Task The_claim_as_a_whole() => ClaimSnapshot.Verify(
        [FewerPiecesAtHigherTemperatures(Teacher), FewerPiecesAtHigherTemperatures(Student), FewerPiecesInTheStudent(), FewerPiecesInTheReducedStudent()],
        controls: [RemainsWhenTrainedLonger(), ResemblesDropout()]);

    [TestCase(Teacher)]
    [TestCase(Student)]
    public Task Pieces_fall_with_the_temperature(string model) => SubClaimSnapshot.Verify(FewerPiecesAtHigherTemperatures(model));

    [Test]
    public Task Pieces_fall_from_teacher_to_student() => SubClaimSnapshot.Verify(FewerPiecesInTheStudent());

    [Test]
    public Task Pieces_fall_again_from_full_to_reduced_student() => SubClaimSnapshot.Verify(FewerPiecesInTheReducedStudent());

    [Test]
    public Task Control_the_regularization_remains_when_trained_longer() => SubClaimSnapshot.Verify(RemainsWhenTrainedLonger());

    [Test]
    public Task Control_a_teacher_with_dropout_resembles_the_hot_students() => SubClaimSnapshot.Verify(ResemblesDropout());

    private SubClaim FewerPiecesAtHigherTemperatures(string model) => new(
        $"The higher the training temperature, the fewer straight pieces the decision boundary of {model} has.",
        Section,
        $"boundary pieces of {model} at a temperature / at a lower one; {VisibleMeans}",
        [
            .. from pair in s_temperaturePairs
               from finding in PieceRatios(
                   $"T = {pair.High} / T = {pair.Low}", _study.Of(model, pair.High), _study.Of(model, pair.Low), RatioTest.Shrinks)
               select finding,
        ],
        "The count does not fall step by step. It is flat at the lower temperatures and falls at the higher ones, where the models no longer "
            + "fit their training data (see the accuracies in the table of all models, and the control).");

    private SubClaim FewerPiecesInTheStudent() => new(
        "A student has fewer boundary pieces than its teacher of the same size and temperature: the second regularization.",
        Section,
        $"boundary pieces of {Student} / {Teacher}; {VisibleMeans}",
        [
            .. from T in ToyExperiment.Temperatures
               from finding in PieceRatios($"T = {T}", _study.Of(Student, T), _study.Of(Teacher, T), RatioTest.Shrinks)
               select finding,
        ],
        "No second regularization is seen at T = 10 and 40. There is one at T = 70 and 100, where neither model fits its training data any more.");

    private SubClaim FewerPiecesInTheReducedStudent() => new(
        "A Reduced student has fewer pieces still: the third regularization.",
        "abstract",
        $"boundary pieces of RS_tempT_from_FT_tempT / {Student}; {VisibleMeans}",
        [
            .. from T in ToyExperiment.Temperatures
               from finding in PieceRatios($"T = {T}", _study.Of("RS_tempT_from_FT_tempT", T), _study.Of(Student, T), RatioTest.Shrinks)
               select finding,
        ]);

    private SubClaim RemainsWhenTrainedLonger() => new(
        $"The regularization is not unfinished training: it remains when all models are trained {DecidingLength} times as long.",
        "control of ours",
        $"boundary pieces at multiples of the paper's 100 epochs, the schedule stretched likewise; {DecidingLength} times decides; {VisibleMeans}",
        [
            .. from length in s_lengths
               from comparison in Comparisons(length)
               from finding in PieceRatios($"{length} x, {comparison.Label}", comparison.Group, comparison.Reference, RatioTest.Shrinks)
               select finding with { Decides = finding.Decides && length == DecidingLength },
        ],
        "It is unfinished training. With ten times the epochs teachers and students of every temperature fit the data equally well and have "
            + "as many pieces. Thirty times the epochs leave a small effect of the temperature and none of distillation.");

    private SubClaim ResemblesDropout() => new(
        "A temperature-1 teacher with dropout has decision boundaries like the students of T = 70 and 100.",
        "section 5.1.2, a remark without data",
        $"boundary pieces of FT_temp1 with dropout / {Student} (similar: within 0.80 to 1.25); the paper names no rate, "
            + FormattableString.Invariant($"{DropoutRate} decides; ") + VisibleMeans,
        [
            .. from rate in s_dropoutRates
               from T in new[] { 70, 100 }
               from finding in PieceRatios(
                   FormattableString.Invariant($"dropout {rate}, T = {T}"), _study.Of(WithDropout(rate)), _study.Of(Student, T), RatioTest.IsSimilar)
               select finding with { Decides = finding.Decides && rate == DropoutRate },
        ],
        "Not shown. Dropout does not take pieces away but adds some, and more than that of the visible ones; and the teacher keeps its accuracy "
            + "(see the table of teachers with dropout), which the students have lost.");

    /// <summary>The exact count, which decides, and that of the pieces which the paper's heatmaps can show.</summary>
    private static IEnumerable<Finding> PieceRatios(string label, SeedGroup group, SeedGroup reference, Func<Interval, Verdict> decide) =>
    [
        Ratio(label, group, reference, measures => measures.Pieces, decide),
        Ratio($"{label}, visible", group, reference, measures => measures.VisiblePieces, decide) with { Decides = false },
    ];

    private IEnumerable<(string Label, SeedGroup Group, SeedGroup Reference)> Comparisons(int length)
    {
        var (coldest, hottest) = (ToyExperiment.Temperatures[0], ToyExperiment.Temperatures[^1]);
        yield return (
            $"temperature: teachers at T = {hottest} / T = {coldest}",
            _study.Of(Stretched(Teacher, hottest, length)),
            _study.Of(Stretched(Teacher, coldest, length)));
        foreach (var T in ToyExperiment.Temperatures)
        {
            yield return (
                $"distillation: student / teacher at T = {T}",
                _study.Of(Stretched(Student, T, length)),
                _study.Of(Stretched(Teacher, T, length)));
        }
    }

    private static Recipe Stretched(string model, int temperature, int length) =>
        ToyExperiment.Recipe(ModelName.Parse(model), temperature).Stretch(length);

    private static Recipe WithDropout(double rate)
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse("FT_temp1"), ToyExperiment.Temperatures[^1]);
        return recipe with { Network = recipe.Network with { Dropout = rate } };
    }
}
