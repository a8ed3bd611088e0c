using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Statistics;
using Reproduce.Results.Report;
using Reproduce.Results.Tables;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>The paper's numbers beside ours, each with where one more model of ours would lie.</summary>
internal static class PaperTables
{
    // One image of one model moves the bounds by up to 3.2 times what it is worth.
    private const double BoundFactor = 3.5;

    /// <summary>Figures 5 and 13: accuracy under attack.</summary>
    public static Table Robustness(ImageStudy study, PublishedTable<AttackVariant> published) => OfShares(
        study,
        "attack",
        PaperNumber.Robustness(study, published),
        $"{study}: accuracy in percent (top {study.Experiment.TopK}) on {study.TestSample.Count} test images, "
            + $"{ImageTables.Budget(study)}; the paper's is of {published.File}.");

    /// <summary>Accuracy on training images.</summary>
    public static Table Training(ImageStudy study, PublishedTable<AttackVariant> published) => OfShares(
        study,
        "on",
        PaperNumber.Training(study, published),
        $"{study}: accuracy in percent (top {study.Experiment.TopK}) on the first {study.TestSample.Count} training images; the paper's "
            + $"is of {published.File}.");

    /// <summary>Figures 8 and 15: adherence, in the reading that was published.</summary>
    public static Table Adherence(ImageStudy study, PublishedTable<AttributionMethod> published) => Of(
        "method",
        PaperNumber.Adherence(study, published),
        decimals: 3,
        paperDecimals: 3,
        ClaimTolerance.Numbers,
        similar: DifferenceRule.Adherences.Margin,
        $"{study}: adherence of each student to its teacher, as released, on {study.AttributedSample.Count} test images (the paper: "
            + $"{study.DataSet.Paper.AttributedImages}); the paper's is of {published.File}.");

    /// <summary>Figures 4 and 12: losses of the teachers after quarters of their training.</summary>
    public static Table Losses(ImageStudy study, PublishedTable<int> published) => Of(
        "after epochs (paper's and ours)",
        PaperNumber.Losses(study, published),
        decimals: 3,
        paperDecimals: 3,
        ClaimTolerance.Numbers,
        similar: null,
        FormattableString.Invariant(
            $"{study}: mean training losses; the paper's are of {published.File}, read off its curves to {published.ReadingError}."));

    private static Table OfShares(ImageStudy study, string column, ImmutableArray<PaperNumber> numbers, string heading) => Of(
        column,
        numbers,
        decimals: 1,
        paperDecimals: 2,
        ClaimTolerance.Share(study.TestSample.Count),
        similar: DifferenceRule.Shares.Margin,
        heading);

    /// <summary>Sets the numbers beside each other.</summary>
    /// <param name="column">What the second column holds.</param>
    /// <param name="numbers">The rows.</param>
    /// <param name="decimals">Decimals of our numbers.</param>
    /// <param name="paperDecimals">Decimals of the paper's.</param>
    /// <param name="tolerance">What ours may differ from the pinned ones.</param>
    /// <param name="similar">Up to which difference two numbers count as alike; null where none was set.</param>
    /// <param name="heading">What the numbers are.</param>
    internal static Table Of(
        string column,
        ImmutableArray<PaperNumber> numbers,
        int decimals,
        int paperDecimals,
        Tolerance tolerance,
        double? similar,
        string heading)
    {
        var bound = new Tolerance(BoundFactor * tolerance.Absolute, tolerance.Relative);
        var difference = Column.Number("difference", tolerance, decimals);
        return Table
            .WithColumns(
                Column.Text("model"),
                Column.Text(column),
                Column.Number("paper", Tolerance.Exact, paperDecimals).OfPaper(),
                Column.Number("ours", tolerance, decimals).OfOurs(),
                similar is { } margin ? difference.OfDifference(margin) : difference,
                Column.Number("seeds", Tolerance.Exact),
                Column.Number("one model: from", bound, decimals),
                Column.Number("to", bound, decimals),
                Column.Text("paper's is inside"))
            .WithHeading(
                heading,
                "One model: the 95 % prediction interval of one more model of ours, measured like the paper's, by the spread of our seeds,",
                "and of the images where the paper's are others. The paper's number is of one model; it is inside if it lies in that "
                    + "interval.",
                Summary(numbers))
            .AddRows(numbers, number => (Cell[])
            [
                number.Model.ToString(),
                number.What,
                number.Paper,
                number.Ours,
                number.Ours - number.Paper,
                number.Seeds,
                number.OneModel?.Lower,
                number.OneModel?.Upper,
                number.IsInside switch
                {
                    true => "yes",
                    false => "no",
                    null => $"{ReportWords.Count(number.MissingSeeds, "more seed")} needed",
                },
            ]);
    }

    /// <summary>How many of the numbers are inside, and how many models are missing to say it of all.</summary>
    private static string Summary(ImmutableArray<PaperNumber> numbers)
    {
        var known = numbers.Count(number => number.IsInside is not null);
        var missing = numbers.GroupBy(number => number.Model).Sum(model => model.Max(number => number.MissingSeeds));
        var inside = $"Inside: {numbers.Count(number => number.IsInside == true)} of {known}";
        return known == numbers.Length
            ? $"{inside}."
            : $"{inside}; for the other {numbers.Length - known} numbers {ReportWords.Count(missing, "more model")} to measure.";
    }
}
