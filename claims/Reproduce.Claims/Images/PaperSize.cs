using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Results.Tables;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>
/// Single models in the paper's own size beside the paper's numbers. They take a quarter of an hour each on one core, so no test trains
/// them: whoever has them in the store can check the numbers.
/// </summary>
internal static class PaperSize
{
    /// <summary>The flavours that were measured: Reduced teachers and their Reduced students.</summary>
    public static ImmutableArray<ModelName> Measured { get; } =
    [
        .. Flavours.All.Where(model =>
            model.Architecture == Architecture.Reduced && model.Teacher?.Architecture is null or Architecture.Reduced),
    ];

    /// <summary>What makes the models and attacks them.</summary>
    public static string Command { get; } =
        $"./reproduce measure cifar10 --profile Paper {string.Join(' ', Measured.Select(flavour => $"--model {flavour}"))}";

    /// <summary>Figure 5 beside these models, and beside the smaller ones that the claim is decided on.</summary>
    /// <param name="study">The data, with the smaller models.</param>
    /// <param name="outcomes">The models in the paper's size, one of each of <see cref="Measured"/>.</param>
    public static Table Table(ImageStudy study, ImmutableArray<RobustnessOutcome> outcomes)
    {
        PaperSizeNumber[] numbers = [.. outcomes.SelectMany(outcome => NumbersOf(study, outcome))];
        var tolerance = ClaimTolerance.Share(study.TestSample.Count);
        return Results.Tables.Table
            .WithColumns(
                Column.Text("model"),
                Column.Text("under"),
                Column.Number("paper", Tolerance.Exact, decimals: 1),
                Column.Number("paper's size", tolerance, decimals: 1),
                Column.Number("difference", tolerance, decimals: 1),
                Column.Number("smaller", tolerance, decimals: 1))
            .WithHeading(
                $"{study}: accuracy in percent (top {study.Experiment.TopK}) on {study.TestSample.Count} test images and as many training "
                    + $"images; {ImageTables.Budget(study)}.",
                $"'Paper's size': one model of each flavour; {TrainingText.OfPaper(study)}.",
                $"'Smaller': means of those that the claims are decided on; {TrainingText.OfOurs(study)}.",
                FormattableString.Invariant(
                    $"Largest difference: {numbers.Max(number => Math.Abs(number.Ours - number.Paper)):0.0} points, under attack ")
                    + FormattableString.Invariant(
                        $"{numbers.Where(number => number.IsAttack).Max(number => Math.Abs(number.Ours - number.Paper)):0.0}."))
            .AddRows(numbers, number => (Cell[])
            [
                number.Model.ToString(),
                number.Under,
                number.Paper,
                number.Ours,
                number.Ours - number.Paper,
                number.Smaller,
            ]);
    }

    private static IEnumerable<PaperSizeNumber> NumbersOf(ImageStudy study, RobustnessOutcome outcome)
    {
        var (model, topK) = (outcome.Id.Recipe.Model, study.Experiment.TopK);
        yield return new(
            model,
            "training images",
            PublishedTables.TrainingOrCifar10(study.Experiment.DataSet).Of(model, AttackSuite.Clean),
            outcome.Training.IsRight(topK).InPercent().Average(),
            study.Of(model).RecognizedInTraining().Mean(),
            IsAttack: false);
        foreach (var attack in AttackSuite.Of(study.Experiment))
        {
            if (PublishedTables.RobustnessOrCifar10(study.Experiment.DataSet).Find(model, attack) is { } paper)
            {
                yield return new(
                    model,
                    attack.Title,
                    paper,
                    outcome.Attacks[attack].IsRight(topK).InPercent().Average(),
                    study.Of(model).Accuracy(attack),
                    IsAttack: attack != AttackSuite.Clean);
            }
        }
    }

    private sealed record PaperSizeNumber(ModelName Model, string Under, double Paper, double Ours, double Smaller, bool IsAttack);
}
