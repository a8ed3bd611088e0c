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

    // The training lengths of the control, as multiples of the paper's 100 epochs; the issue is decided at Longest.
    private const int Longest = 10;
    private static readonly int[] s_lengths = [1, 3, Longest, 30];

    private ToyStudy _study = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _study = ToyStudy.Shared;
        _study.Prepare(
        [
            .. ToyStudy.PaperRecipes,
            .. from length in s_lengths
               from model in new[] { Teacher, Student }
               from temperature in ToyExperiment.Temperatures
               select Stretched(model, temperature, length),
            .. DropoutRates.Select(WithDropout),
        ]);
    }

    private static double[] DropoutRates => [0.2, DropoutRate, 0.8];

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
        "The higher the training temperature, the fewer straight pieces the decision boundary has.",
        Section,
        $"boundary pieces of {model} at a temperature / at a lower one",
        [
            .. ToyExperiment.Temperatures.Zip(ToyExperiment.Temperatures.Skip(1)).Append((ToyExperiment.Temperatures[0], ToyExperiment.Temperatures[^1]))
                .Select(pair => Ratio(
                    $"T = {pair.Second} / T = {pair.First}",
                    _study.Of(model, pair.Second),
                    _study.Of(model, pair.First),
                    measures => measures.Pieces,
                    RatioTest.Shrinks)),
        ]);

    private SubClaim FewerPiecesInTheStudent() => new(
        "A student has fewer boundary pieces than its teacher of the same size and temperature: the second regularization.",
        Section,
        $"boundary pieces of {Student} / {Teacher}",
        AtEachTemperature(T => Ratio($"T = {T}", _study.Of(Student, T), _study.Of(Teacher, T), measures => measures.Pieces, RatioTest.Shrinks)));

    private SubClaim FewerPiecesInTheReducedStudent() => new(
        "A Reduced student has fewer pieces still: the third regularization.",
        "abstract",
        $"boundary pieces of RS_tempT_from_FT_tempT / {Student}",
        AtEachTemperature(T => Ratio(
            $"T = {T}",
            _study.Of("RS_tempT_from_FT_tempT", T),
            _study.Of(Student, T),
            measures => measures.Pieces,
            RatioTest.Shrinks)));

    private SubClaim RemainsWhenTrainedLonger() => new(
        $"The regularization is not unfinished training: it remains when all models are trained {Longest} times as long.",
        "control of ours",
        $"boundary pieces at multiples of the paper's 100 epochs, the schedule stretched likewise ({Longest} times decides)",
        [
            .. from length in s_lengths
               from finding in new[]
               {
                   PiecesAfter(length, "temperature: teachers at T = 100 / T = 10", (Teacher, 100), (Teacher, 10)),
                   PiecesAfter(length, "distillation: student / teacher at T = 10", (Student, 10), (Teacher, 10)),
                   PiecesAfter(length, "distillation: student / teacher at T = 40", (Student, 40), (Teacher, 40)),
                   PiecesAfter(length, "distillation: student / teacher at T = 70", (Student, 70), (Teacher, 70)),
                   PiecesAfter(length, "distillation: student / teacher at T = 100", (Student, 100), (Teacher, 100)),
               }
               select finding,
        ]);

    private SubClaim ResemblesDropout() => new(
        "A temperature-1 teacher with dropout has decision boundaries like the students of T = 70 and 100.",
        "section 5.1.2, a remark without data",
        $"boundary pieces of FT_temp1 with dropout / {Student} (similar: within 0.80 to 1.25; the paper names no rate, {DropoutRate} decides)",
        [
            .. from rate in DropoutRates
               from temperature in new[] { 70, 100 }
               select Ratio(
                       FormattableString.Invariant($"dropout {rate}, T = {temperature}"),
                       _study.Of(WithDropout(rate)),
                       _study.Of(Student, temperature),
                       measures => measures.Pieces,
                       RatioTest.IsSimilar) with { Decides = rate == DropoutRate },
        ]);

    private Finding PiecesAfter(int length, string label, (string Model, int T) group, (string Model, int T) reference) =>
        Ratio(
            $"{length} x, {label}",
            _study.Of(Stretched(group.Model, group.T, length)),
            _study.Of(Stretched(reference.Model, reference.T, length)),
            measures => measures.Pieces,
            RatioTest.Shrinks) with { Decides = length == Longest };

    private static Recipe Stretched(string model, int temperature, int length) =>
        ToyExperiment.Recipe(ModelName.Parse(model), temperature).Stretch(length);

    private static Recipe WithDropout(double rate)
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse("FT_temp1"), ToyExperiment.Temperatures[^1]);
        return recipe with { Network = recipe.Network with { Dropout = rate } };
    }
}
