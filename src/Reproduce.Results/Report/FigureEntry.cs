using System.Collections.Immutable;
using Reproduce.Core.Data;

namespace Reproduce.Results.Report;

/// <summary>A figure of the paper, and what there is of it.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Status">Reproduced, shown on other data, or not there and why: in words.</param>
/// <param name="Results">The results that reproduce it, those on its own data first.</param>
public sealed record FigureEntry(PaperFigure Figure, string Status, ImmutableArray<ResultItem> Results)
{
    /// <summary>All figures of the paper, in its order.</summary>
    public static ImmutableArray<FigureEntry> Of(ResultSet set) => [.. set.Paper.Figures.Select(figure => Of(set, figure))];

    private static FigureEntry Of(ResultSet set, PaperFigure figure)
    {
        var results = set.Runs.SelectMany(set.ItemsOf).Where(item => item.Figures.Contains(figure.Number)).DistinctBy(item => item.Id)
            .OrderByDescending(item => IsOn(item.Data, figure))
            .ThenBy(item => NaturalOrder.KeyOf(item.Title), StringComparer.Ordinal)
            .ToImmutableArray();
        var own = results.Where(item => IsOn(item.Data, figure)).Select(item => item.Data).Distinct().ToList();
        var others = results.Where(item => !IsOn(item.Data, figure)).Select(item => item.Data).Distinct().ToList();
        var missing = set.Runs.FirstOrDefault(run => IsOn(run.Data, figure) && run.State == ClaimState.NotRun)?.Reason;
        var status = (own, others) switch
        {
            ({ Count: > 0 }, _) => $"reproduced on {string.Join(", ", own)}",
            (_, { Count: > 0 }) => $"shown on {string.Join(", ", others)} instead. {missing ?? $"Not run on {figure.Data}."}",
            _ => $"not there: {missing ?? "its test did not run"}",
        };
        return new FigureEntry(figure, status, results);
    }

    /// <summary>
    /// Cases of one data set start with its name: <c>TSRD as described</c>, <c>CIFAR-10, Paper</c>. Other bytes are another data set.
    /// </summary>
    private static bool IsOn(string data, PaperFigure figure) =>
        data.StartsWith(figure.Data, StringComparison.Ordinal)
            && (data.Length == figure.Data.Length || data[figure.Data.Length] is ' ' or ',')
            && !ImageData.IsOfOtherBytes(data);
}
