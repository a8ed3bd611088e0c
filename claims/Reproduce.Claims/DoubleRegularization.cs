using System.Collections.Immutable;
using Reproduce.Claims.Toy;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;
using static Reproduce.Claims.Toy.ToySubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Paper section 5.1.2: training temperature and distillation both regularize. The decision boundary has fewer straight pieces the higher
/// the temperature, and fewer again in a student than in its teacher of the same temperature.
/// </summary>
[TestFixture]
[Claim(
    "DoubleRegularization",
    "conducting distillation between teacher and student models of the same architecture at high temperatures has a "
        + "double regularizing effect on the student model",
    "abstract",
    Data = "toy")]
public sealed partial class DoubleRegularization
{
    private const string Section = "section 5.1.2, figure 3";
    private const string Teacher = "FT_tempT";
    private const string Student = "FS_tempT_from_FT_tempT";
    private const double DropoutRate = 0.5;

    private const string Counts = "pieces longer than a pixel of the paper's 500 x 500 heatmaps; in brackets 'exact' counts every piece, "
        + "'wide' those in a box four times as wide and high, for the regions of T = 70 and 100 run out of the data's";

    // Lengths of training in the control, as multiples of the paper's 100 epochs. Ten decides; the others show where it is going.
    private const int DecidingLength = 10;
    private static readonly int[] Lengths = [1, 3, DecidingLength, 30];

    private static readonly double[] DropoutRates = [0.2, DropoutRate, 0.8];

    private static readonly (int Low, int High)[] TemperaturePairs =
    [
        .. ToyExperiment.Temperatures.Zip(ToyExperiment.Temperatures.Skip(1)),
        (ToyExperiment.Temperatures[0], ToyExperiment.Temperatures[^1]),
    ];

    private ToyStudy _study = null!;

    private static IEnumerable<Recipe> Recipes =>
    [
        .. ToyStudy.PaperRecipes,
        .. from length in Lengths
           where length > 1
           from model in new[] { Teacher, Student }
           from temperature in ToyExperiment.Temperatures
           select Stretched(model, temperature, length),
        .. DropoutRates.Select(WithDropout),
    ];

    [OneTimeSetUp]
    public void Train()
    {
        _study = ToyStudy.Shared;
        _study.Prepare([.. Recipes, .. OtherRegularizers]);
    }

    [Test]
    public Task The_claim_as_a_whole() => ClaimSnapshot.Verify(
        primary:
        [
            BothRegularize(), FewerPiecesAtHigherTemperatures(Teacher), FewerPiecesAtHigherTemperatures(Student),
            FewerPiecesInTheStudent(),
        ],
        beside:
        [
            RemainsWhenTrainedLonger(), FewerPiecesInTheReducedStudent(), ResemblesDropout(), RegionsAreOpen(),
            GapFallsWithTheTemperature(), GapFallsWithDistillation(), OtherRegularizersSimplify(),
        ],
        found: new Conclusion(
            Verdict.Mixed,
            "Temperature and distillation each simplify the boundaries that the paper's figures show, at T = 70 and 100 but not from 10 to "
                + "40. With three and with ten times the epochs both effects are gone: they come from unfinished training."));

    [Test]
    public Task Temperature_and_distillation_regularize_together() => SubClaimSnapshot.Verify(BothRegularize());

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

    private SubClaim BothRegularize() => SubClaim.Decide(
        "The regularization is double: temperature and distillation each make the decision boundary simpler, neither accounting for the "
            + "other.",
        "section 5.1.2, figure 3: fewer pieces '(left to right)' and '(top to bottom)'",
        "factor of the number of straight pieces of the decision boundary for a temperature ten times as high, and for distillation, "
            + $"fitted together to {Teacher} and {Student} at all temperatures (least squares on the logarithm of the mean count); "
            + $"{Counts}",
        RatioRule.Shrinks,
        from count in (ImmutableArray<(string Name, Func<BoundaryMeasures, double> Pieces, bool Decides)>)
        [
            ("", measures => measures.VisiblePieces, true),
            (", exact", measures => measures.Pieces, false),
            (", wide", measures => measures.WidePieces, false),
        ]
        from one in new[]
        {
            new MeasuredCase($"temperature x 10{count.Name}", JointFit(count.Pieces, fit => fit.Temperature)),
            new MeasuredCase($"distillation{count.Name}", JointFit(count.Pieces, fit => fit.Distillation)),
        }
        select one with { Decides = count.Decides });

    private SubClaim FewerPiecesAtHigherTemperatures(string model) => SubClaim.Decide(
        $"The higher the training temperature, the fewer straight pieces the decision boundary of {model} has.",
        Section,
        $"boundary pieces of {model} at a temperature / at a lower one; {Counts}",
        RatioRule.Shrinks,
        from pair in TemperaturePairs
        from one in PieceRatios($"T = {pair.High} / T = {pair.Low}", _study.Of(model, pair.High), _study.Of(model, pair.Low))
        select one,
        new Conclusion(
            Verdict.Mixed,
            model == Teacher
                ? "Not from T = 10 to 40. Above, it falls in the data's box, but not in a wider one: the box cuts the regions off."
                : "Not from T = 10 to 40. Above, it falls, in a wider box too."));

    private SubClaim FewerPiecesInTheStudent() => SubClaim.Decide(
        "A student has fewer boundary pieces than its teacher of the same size and temperature: the second regularization.",
        Section,
        $"boundary pieces of {Student} / {Teacher}; {Counts}",
        RatioRule.Shrinks,
        from T in ToyExperiment.Temperatures
        from one in PieceRatios($"T = {T}", _study.Of(Student, T), _study.Of(Teacher, T))
        select one,
        new Conclusion(
            Verdict.Mixed, "Not at T = 10, and not clearly at 40; at 70 and 100 it is there among the pieces that can be seen."));

    private SubClaim FewerPiecesInTheReducedStudent() => SubClaim.Decide(
        "A Reduced student has fewer pieces still: the third regularization.",
        "abstract; half the hidden units can't make as many pieces, so that it is true by construction",
        $"boundary pieces of RS_tempT_from_FT_tempT / {Student}; 'size alone' is that of the teachers RT_temp1 / FT_temp1; {Counts}",
        RatioRule.Shrinks,
        [
            .. from T in ToyExperiment.Temperatures
               from one in PieceRatios($"T = {T}", _study.Of("RS_tempT_from_FT_tempT", T), _study.Of(Student, T))
               select one,
            Ratio(
                "size alone",
                _study.Of("RT_temp1", ToyExperiment.Temperatures[0]),
                _study.Of("FT_temp1", ToyExperiment.Temperatures[0]),
                measures => measures.VisiblePieces) with { Decides = false },
        ],
        new Conclusion(
            Verdict.Supported,
            "It is the size, as the paper says: half the hidden units make about half the pieces, in teachers as in students."));

    private SubClaim RemainsWhenTrainedLonger() => SubClaim.Decide(
        $"The regularization is not unfinished training: it remains when all models are trained {DecidingLength} times as long.",
        "control of ours",
        $"boundary pieces at multiples of the paper's 100 epochs, the schedule stretched likewise; {DecidingLength} times decides; "
            + $"{Counts}",
        RatioRule.Shrinks,
        from length in Lengths
        from comparison in Comparisons(length)
        from one in PieceRatios($"{length} x, {comparison.Label}", comparison.Group, comparison.Reference)
        select one with { Decides = one.Decides && length == DecidingLength },
        new Conclusion(
            Verdict.Contradicted,
            "With three and with ten times the epochs both effects are gone: they come from unfinished training. With thirty times the "
                + "epochs a smaller effect of the temperature appears."));

    private SubClaim ResemblesDropout() => SubClaim.Decide(
        "A temperature-1 teacher with dropout has decision boundaries like the students of T = 70 and 100.",
        "section 5.1.2, a remark without data",
        $"boundary pieces, boundary length and accuracy of FT_temp1 with dropout / {Student} ({Similar}); the paper "
            + $"names no rate, pieces at {Label(DropoutRate)} decide; pieces are those longer than a pixel of the paper's heatmaps",
        RatioRule.IsSimilar,
        [
            .. from rate in DropoutRates
               from T in HighTemperatures
               let dropping = _study.Of(WithDropout(rate))
               from one in new[]
               {
                   Ratio($"{Label(rate)}, T = {T}, pieces", dropping, _study.Of(Student, T), measures => measures.VisiblePieces),
                   Ratio($"{Label(rate)}, T = {T}, length", dropping, _study.Of(Student, T), measures => measures.Length)
                       with { Decides = false },
                   Ratio($"{Label(rate)}, T = {T}, accuracy", dropping, _study.Of(Student, T), measures => measures.Accuracy)
                       with { Decides = false },
               }
               select one with { Decides = one.Decides && rate == DropoutRate },
            .. from rate in DropoutRates
               select Ratio(
                   $"{Label(rate)} / no dropout, pieces",
                   _study.Of(WithDropout(rate)),
                   _study.Of(WithDropout(0)),
                   measures => measures.VisiblePieces) with { Decides = false },
        ],
        new Conclusion(
            Verdict.Contradicted,
            "The boundaries are about as long, but have more pieces, and the teacher keeps the accuracy that the students have lost. "
                + "Dropout of 0.5 and more adds pieces instead of taking them away."));

    private static string Label(double dropout) => FormattableString.Invariant($"dropout {dropout}");

    /// <summary>The pieces that can be seen in the paper's figures, which decide, and beside them two other counts.</summary>
    private static IEnumerable<MeasuredCase> PieceRatios(string label, SeedGroup group, SeedGroup reference) =>
    [
        Ratio(label, group, reference, measures => measures.VisiblePieces),
        Ratio($"{label}, exact", group, reference, measures => measures.Pieces) with { Decides = false },
        Ratio($"{label}, wide", group, reference, measures => measures.WidePieces) with { Decides = false },
    ];

    /// <summary>Both effects on the count of pieces, fitted to the means over the seeds.</summary>
    private Sample JointFit(Func<BoundaryMeasures, double> pieces, Func<RegularizationFit, double> effect)
    {
        ImmutableArray<double>[] groups =
        [
            .. from model in new[] { Teacher, Student }
               from T in ToyExperiment.Temperatures
               select _study.Of(model, T).Values(pieces),
        ];
        return Sample.OfMeans(
            [.. Enumerable.Range(0, groups[0].Length).Select(seed => groups.Select(group => group[seed]).ToArray())],
            ValueRange.Ratio,
            means => effect(RegularizationFit.Of(
                ToyExperiment.Temperatures, means[..(means.Length / 2)], means[(means.Length / 2)..])));
    }

    private IEnumerable<(string Label, SeedGroup Group, SeedGroup Reference)> Comparisons(int length)
    {
        var (coldest, hottest) = (ToyExperiment.Temperatures[0], ToyExperiment.Temperatures[^1]);
        foreach (var model in new[] { Teacher, Student })
        {
            yield return (
                $"temperature: {model} at T = {hottest} / T = {coldest}",
                _study.Of(Stretched(model, hottest, length)),
                _study.Of(Stretched(model, coldest, length)));
        }

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
