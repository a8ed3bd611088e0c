using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Reproduce.Core.Statistics;

namespace Reproduce.Results.Report;

/// <summary>A statement of the paper, and what was found on it.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Results">
/// The sub-claims that decide it, on the data that it speaks of; where it names none, on the default data, or on others if nothing ran
/// there. Several where a test has several cases, and none where nothing decides it or nothing ran.
/// </param>
public sealed record StatementEntry(PaperStatement Statement, ImmutableArray<ResultItem> Results)
{
    /// <summary>All statements of the paper, in the order in which they are listed.</summary>
    public static ImmutableArray<StatementEntry> Of(ResultSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        ResultItem[] parts = [.. set.Runs.SelectMany(set.ItemsOf).Where(item => item.SubClaim is not null).DistinctBy(item => item.Id)];
        return [.. set.Paper.Statements.Select(statement => Of(set.Paper, statement, parts))];
    }

    /// <summary>Whether the data say yes, no, or both in different cases.</summary>
    public bool IsDecided => Verdict is not (null or Core.Statistics.Verdict.Undecided or Core.Statistics.Verdict.NotTested);

    /// <summary>The verdict over all its results; null where there are none.</summary>
    public Verdict? Verdict => Results.IsEmpty ? null : Verdicts.Combine(Results.Select(item => item.SubClaim!.Verdict));

    /// <summary>Why there is no verdict; null where there is one.</summary>
    public string? Open => Results.IsEmpty ? Statement.Reason ?? NotRun : null;

    private string NotRun => Statement.Data is { } data ? $"Its test did not run on {data}." : "Its test did not run.";

    /// <summary>How many statements are decided and how, such as <c>2 of 3 statements decided: 1 supported, 1 mixed</c>.</summary>
    /// <param name="entries">At least one statement.</param>
    public static string Summary(IReadOnlyCollection<StatementEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        StatementEntry[] decided = [.. entries.Where(entry => entry.IsDecided)];
        var verdicts = string.Join(", ", decided.CountBy(entry => entry.Verdict!.Value).OrderBy(count => count.Key)
            .Select(count => $"{count.Value} {ReportWords.Of(count.Key)}"));
        return $"{decided.Length} of {ReportWords.Count(entries.Count, "statement")} decided{(decided.Length > 0 ? ": " : "")}{verdicts}";
    }

    private static StatementEntry Of(Paper paper, PaperStatement statement, IEnumerable<ResultItem> parts)
    {
        ResultItem[] all =
        [
            .. parts.Where(item => statement.Test is { } test && item.Claim == statement.Claim && IsOf(item, test))
                .Where(item => statement.Data is null || item.Data == statement.Data)
                .OrderBy(item => paper.PlaceOfData(item.Data)).ThenBy(item => NaturalOrder.KeyOf(item.Title), StringComparer.Ordinal),
        ];
        ResultItem[] onDefault = [.. all.Where(item => paper.DefaultData.Contains(item.Data))];
        return new(statement, [.. onDefault.Length > 0 ? onDefault : all]);
    }

    /// <summary>Whether a result is of a test method: ids are <c>Class.Method_parameter=value#name</c>.</summary>
    private static bool IsOf(ResultItem item, string method) =>
        Regex.IsMatch(item.Id, $@"\.{Regex.Escape(method)}(_[^\W_]+=.*)?(#.*)?\z", RegexOptions.Singleline);
}
