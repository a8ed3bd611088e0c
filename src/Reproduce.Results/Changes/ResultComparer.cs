using System.Collections.Immutable;
using Reproduce.Core.Statistics;
using Reproduce.Results.Report;

namespace Reproduce.Results.Changes;

/// <summary>Compares two result sets: of two commits, two machines, two numbers of seeds.</summary>
public static class ResultComparer
{
    /// <summary>What differs.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    /// <param name="isExact">
    /// Whether any change of a number counts. Otherwise one does if it is above the tolerance that the result's snapshot has.
    /// </param>
    /// <returns>The changes by claim and data, within them verdicts before tables and figures. Empty if nothing differs.</returns>
    public static ImmutableArray<Change> Compare(ResultSet before, ResultSet after, bool isExact = false)
    {
        var others = OtherData.Of(before, after);
        var pairs = Pair(others.Without(before.Items), others.Without(after.Items), item => item.Id);
        var changes = others.Changes.Concat(RunChanges(others.Without(before.Runs), others.Without(after.Runs)))
            .Concat(pairs.SelectMany(pair => Changes(pair).Select(change => change with { Before = pair.Before, After = pair.After })));
        return
        [
            .. changes.OrderBy(change => change.Claim, StringComparer.Ordinal)
                .ThenBy(change => change.Data, StringComparer.Ordinal)
                .ThenBy(change => change.Kind)
                .ThenBy(change => change.Title, StringComparer.Ordinal),
        ];

        IEnumerable<Change> Changes((ResultItem? Before, ResultItem? After) pair) => pair switch
        {
            (null, { } added) => [Of(added, ChangeKind.Added, Describe(added))],
            ({ } removed, null) => [Of(removed, ChangeKind.Removed, Describe(removed))],
            ({ } one, { } other) => ItemChanges(one, other),
            _ => [],
        };

        IEnumerable<Change> ItemChanges(ResultItem one, ResultItem other) => (one, other) switch
        {
            ({ Whole: { } whole }, { Whole: { } otherWhole }) => WholeChanges(other, whole, otherWhole),
            ({ SubClaim: { } claim }, { SubClaim: { } otherClaim }) => SubClaimChanges.Of(other, claim, otherClaim, isExact),
            ({ Table: { } table }, { Table: { } otherTable }) => TableChanges.Of(other, table, otherTable, isExact),
            ({ Figure: { } figure }, { Figure: { } otherFigure }) => FigureChanges(other, figure, otherFigure),
            _ => [Of(other, ChangeKind.Table, "another kind of result")],
        };

        IEnumerable<Change> FigureChanges(ResultItem item, FigureResult one, FigureResult other)
        {
            var difference = before.DamageOf(one.Own) is { } damage ? $"the earlier file {one.File} {damage}"
                : after.DamageOf(other.Own) is { } laterDamage ? $"the later file {other.File} {laterDamage}"
                : one.Sha256 == other.Sha256 ? null
                : (before.PictureOf(one.Own), after.PictureOf(other.Own)) is ({ } picture, { } otherPicture)
                    ? PictureComparison.Describe(picture, otherPicture)
                    : "another picture; how much differs can't be said without both files";
            return difference is null ? [] : [Of(item, ChangeKind.Figure, difference)];
        }
    }

    /// <summary>A change of a result.</summary>
    internal static Change Of(ResultItem item, ChangeKind kind, string summary, params IEnumerable<string> details) =>
        new(item.Claim, item.Data, kind, item.Title, summary, [.. details]);

    /// <summary>How a verdict has changed, or that it has not.</summary>
    internal static string Step(Verdict before, Verdict after) => before == after ? $"still {after}" : $"{before} -> {after}";

    private static IEnumerable<Change> RunChanges(IEnumerable<ClaimRun> before, IEnumerable<ClaimRun> after) =>
        from pair in Pair(before, after, run => $"{run.Fixture}({run.Data})")
        where StateOf(pair.Before) != StateOf(pair.After)
        let run = pair.After ?? pair.Before
        select new Change(
            run.Claim,
            run.Data,
            ChangeKind.Run,
            "the run",
            $"{StateOf(pair.Before)} -> {StateOf(pair.After)}",
            pair.After?.Reason is { } reason ? [reason] : []);

    /// <summary>A fixture without any record has not run.</summary>
    private static ClaimState StateOf(ClaimRun? run) => run?.State ?? ClaimState.NotRun;

    private static string Describe(ResultItem item) => item switch
    {
        { Whole: { } whole } => $"the claim as a whole: {whole.Verdict}",
        { SubClaim: { } claim } => $"{claim.Verdict}: {claim.Statement}",
        { Table: { } table } => $"a table of {table.Rows.Length} rows",
        _ => "a figure",
    };

    private static IEnumerable<Change> WholeChanges(ResultItem item, WholeClaimResult before, WholeClaimResult after)
    {
        string[] parts =
        [
            .. ChangedParts(before, after)
                .Select(part => $"{Describe(part.Before)} -> {Describe(part.After)}: {(part.After ?? part.Before)!.Statement}"),
        ];
        if (before.Verdict != after.Verdict || parts.Length > 0)
        {
            yield return Of(item, ChangeKind.Verdict, $"{Step(before.Verdict, after.Verdict)}; {ReportWords.Count(parts.Length, "part")} "
                + "changed", parts);
        }
    }

    /// <summary>The parts of a whole claim whose verdicts differ.</summary>
    internal static IEnumerable<(PartResult? Before, PartResult? After)> ChangedParts(WholeClaimResult before, WholeClaimResult after) =>
        Pair([.. before.Primary, .. before.Beside], [.. after.Primary, .. after.Beside], part => part.Statement)
            .Where(pair => pair.Before?.Verdict != pair.After?.Verdict);

    private static string Describe(PartResult? part) => part?.Verdict.ToString() ?? "none";

    /// <summary>What both have under one key, and what only one has.</summary>
    internal static IEnumerable<(T? Before, T? After)> Pair<T>(IEnumerable<T> before, IEnumerable<T> after, Func<T, string> key)
        where T : class
    {
        var (first, second) = (Numbered(before, key), Numbered(after, key));
        return first.Keys.Union(second.Keys).Select(name => (first.GetValueOrDefault(name), second.GetValueOrDefault(name)));
    }

    /// <summary>Values by key and, where a key occurs several times, by which time it is.</summary>
    private static Dictionary<(string Key, int Number), T> Numbered<T>(IEnumerable<T> values, Func<T, string> key) => values
        .GroupBy(key)
        .SelectMany(group => group.Select((value, number) => (Key: (group.Key, number), value)))
        .ToDictionary(item => item.Key, item => item.value);
}
