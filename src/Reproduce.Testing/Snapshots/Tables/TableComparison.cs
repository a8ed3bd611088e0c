using System.Globalization;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>Lists what differs between a verified and a received table.</summary>
internal static class TableComparison
{
    private const int MaxLines = 20;

    /// <summary>
    /// Rounding of binary fractions, relative to the numbers: 0.3 and 0.2 differ by 0.1 for a person, though not in a double.
    /// </summary>
    private const double RoundingError = 1e-12;

    /// <summary>Compares the tables.</summary>
    /// <param name="verified">The table from the file; it knows no tolerances.</param>
    /// <param name="received">The table of the test, whose columns say what may differ.</param>
    /// <returns>A line for each difference; none where the tables agree.</returns>
    public static IReadOnlyList<string> Compare(SnapshotTable verified, SnapshotTable received)
    {
        var columns = Columns(verified, received);
        var rows = RowPairing.Of(verified, received);
        return
        [
            .. Heading(verified, received),
            .. columns,
            .. rows.Differences,
            .. rows.Pairs.SelectMany(pair => Cells(verified, received, pair)),
        ];
    }

    /// <summary>The differences for a person: at most 20, and how many more there are.</summary>
    public static string Report(IReadOnlyList<string> differences)
    {
        var lines = differences.Take(MaxLines).Select(line => "  " + line);
        var rest = differences.Count > MaxLines ? $"\n  ... and {differences.Count - MaxLines} more" : string.Empty;
        var count = differences.Count == 1 ? "1 difference" : $"{differences.Count} differences";
        return $"The table differs: {count}.\n{string.Join('\n', lines)}{rest}";
    }

    private static IEnumerable<string> Heading(SnapshotTable verified, SnapshotTable received)
    {
        for (var i = 0; i < Math.Max(verified.Heading.Length, received.Heading.Length); i++)
        {
            var expected = i < verified.Heading.Length ? $"'{verified.Heading[i]}'" : "no such line";
            var actual = i < received.Heading.Length ? $"'{received.Heading[i]}'" : "no such line";
            if (expected != actual)
            {
                yield return $"heading, line {i + 1}: expected {expected}, actual {actual}";
            }
        }
    }

    private static IEnumerable<string> Columns(SnapshotTable verified, SnapshotTable received)
    {
        var before = verified.Columns.Select(column => column.Name).ToArray();
        var after = received.Columns.Select(column => column.Name).ToArray();
        foreach (var name in before.Except(after))
        {
            yield return $"column '{name}' is missing";
        }

        foreach (var name in after.Except(before))
        {
            yield return $"column '{name}' is new";
        }

        if (!before.Intersect(after).SequenceEqual(after.Intersect(before)))
        {
            yield return $"the columns' order was {string.Join(", ", before)}; it is {string.Join(", ", after)}";
        }

        foreach (var (old, column) in Common(verified, received).Select(pair => (pair.Verified, pair.Received)))
        {
            if (verified.Columns[old].IsNumeric != received.Columns[column].IsNumeric)
            {
                var (was, holds) = received.Columns[column].IsNumeric ? ("texts", "numbers") : ("numbers", "texts");
                yield return $"column '{received.Columns[column].Name}' held {was}; it holds {holds}";
            }
        }
    }

    private static IEnumerable<(int Verified, int Received)> Common(SnapshotTable verified, SnapshotTable received) =>
        from i in Enumerable.Range(0, verified.Columns.Length)
        from j in Enumerable.Range(0, received.Columns.Length)
        where verified.Columns[i].Name == received.Columns[j].Name
        select (i, j);

    private static IEnumerable<string> Cells(SnapshotTable verified, SnapshotTable received, RowPair pair) =>
        from columns in Common(verified, received)
        let column = received.Columns[columns.Received]
        where verified.Columns[columns.Verified].IsNumeric == column.IsNumeric
        let difference = Difference(
            column, verified.Rows[pair.Verified][columns.Verified], received.Rows[pair.Received][columns.Received])
        where difference is not null
        select $"{pair.Label}, {column.Name}: {difference}";

    /// <summary>How two cells differ; <see langword="null"/> where they agree. Empty agrees with empty alone.</summary>
    private static string? Difference(SnapshotColumn column, SnapshotCell verified, SnapshotCell received)
    {
        if (verified.Number is { } expected && received.Number is { } actual)
        {
            return IsWithin(column, expected, actual) ? null : Describe(column, expected, actual);
        }

        return verified == received
            ? null
            : $"expected {Show(column, verified)}, actual {Show(column, received)}";
    }

    /// <summary>NaN agrees with NaN, and an infinity with itself: they are outcomes, not unknowns.</summary>
    private static bool IsWithin(SnapshotColumn column, double expected, double actual)
    {
        if (!double.IsFinite(expected) || !double.IsFinite(actual))
        {
            return expected.Equals(actual);
        }

        var allowed = column.AllowedAround(expected);
        var difference = Math.Abs(expected - actual);
        return difference <= allowed
            || (allowed > 0 && difference - allowed <= RoundingError * Math.Max(Math.Abs(expected), Math.Abs(actual)));
    }

    private static string Describe(SnapshotColumn column, double expected, double actual)
    {
        // Six digits are readable; where they hide the difference, all are shown.
        var shown = Digits(actual, 6) == Digits(expected, 6) ? actual.ToString("R", CultureInfo.InvariantCulture) : Digits(actual, 6);
        var sign = actual > expected ? "+" : string.Empty;
        return $"expected {column.Format(expected)}, actual {shown}, difference {sign}{Digits(actual - expected, 3)}, " +
            $"tolerance {column.Tolerance}";
    }

    private static string Digits(double value, int count) => value.ToString($"G{count}", CultureInfo.InvariantCulture);

    private static string Show(SnapshotColumn column, SnapshotCell cell) =>
        cell.IsEmpty ? "(empty)" : column.IsNumeric ? TableFormat.Show(column, cell) : $"'{TableFormat.Show(column, cell)}'";
}
