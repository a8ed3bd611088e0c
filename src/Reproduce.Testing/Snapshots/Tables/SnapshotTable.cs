using System.Collections.Immutable;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>An immutable table to be verified: columns of texts and of numbers with a tolerance.</summary>
/// <example>
/// <code>
/// var table = SnapshotTable
///     .WithColumns(SnapshotColumn.Text("model"), SnapshotColumn.Number("accuracy", new Tolerance(0.01), decimals: 3))
///     .AddRow("FT_temp1", 0.991)
///     .AddRow("FT_temp100", 0.987);
/// </code>
/// </example>
public sealed class SnapshotTable
{
    private readonly ImmutableList<ImmutableArray<SnapshotCell>> _rows;

    private SnapshotTable(
        ImmutableArray<string> heading, ImmutableArray<SnapshotColumn> columns, ImmutableList<ImmutableArray<SnapshotCell>> rows)
    {
        Heading = heading;
        Columns = columns;
        _rows = rows;
    }

    /// <summary>Lines above the table that say what it shows, compared exactly; none by default.</summary>
    public ImmutableArray<string> Heading { get; }

    /// <summary>The columns, from left to right; at least one.</summary>
    public ImmutableArray<SnapshotColumn> Columns { get; }

    /// <summary>The rows; each has as many cells as there are columns.</summary>
    public IReadOnlyList<ImmutableArray<SnapshotCell>> Rows => _rows;

    /// <summary>A table without rows.</summary>
    /// <param name="columns">At least one column, each with a name of its own.</param>
    /// <exception cref="ArgumentException">There is no column, or two have one name.</exception>
    public static SnapshotTable WithColumns(params IEnumerable<SnapshotColumn> columns)
    {
        ImmutableArray<SnapshotColumn> all = [.. columns];
        if (all.IsEmpty)
        {
            throw new ArgumentException("A table has at least one column.", nameof(columns));
        }

        var twice = all.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new SnapshotTable([], all, [])
            : throw new ArgumentException($"A column's name is unique. '{twice.Key}' occurs {twice.Count()} times.", nameof(columns));
    }

    /// <summary>This table under other lines.</summary>
    /// <param name="lines">Each one line, neither blank nor starting with a bar.</param>
    /// <exception cref="ArgumentException">A line is blank, starts with a bar or holds a line break.</exception>
    public SnapshotTable WithHeading(params IEnumerable<string> lines)
    {
        ImmutableArray<string> all = [.. lines];
        var wrong = all.FirstOrDefault(line => string.IsNullOrWhiteSpace(line) || line.StartsWith('|') || line.AsSpan().ContainsAny('\r', '\n'));
        return wrong is null
            ? new SnapshotTable(all, Columns, _rows)
            : throw new ArgumentException(
                $"A line of a heading is not blank, does not start with '|' and holds no line break. Actual: '{wrong}'.", nameof(lines));
    }

    /// <summary>This table with one more row at its end.</summary>
    /// <param name="cells">A cell for each column: texts in columns of texts, numbers in columns of numbers, empty anywhere.</param>
    /// <exception cref="ArgumentException">Their number or kind is another.</exception>
    public SnapshotTable AddRow(params ReadOnlySpan<SnapshotCell> cells)
    {
        if (cells.Length != Columns.Length)
        {
            throw new ArgumentException(
                $"Row {_rows.Count + 1} has {cells.Length} cells for {Columns.Length} columns.", nameof(cells));
        }

        for (var i = 0; i < cells.Length; i++)
        {
            if (Columns[i].IsNumeric ? cells[i].Text is not null : cells[i].Number is not null)
            {
                throw new ArgumentException(
                    $"Row {_rows.Count + 1}: column '{Columns[i].Name}' holds {(Columns[i].IsNumeric ? "numbers" : "texts")}. " +
                    $"Actual: {cells[i]}.",
                    nameof(cells));
            }
        }

        return new SnapshotTable(Heading, Columns, _rows.Add([.. cells]));
    }

    /// <summary>This table with one more row for each item.</summary>
    /// <param name="items">What the rows are made of.</param>
    /// <param name="cells">An item's cells, as <see cref="AddRow"/> takes them.</param>
    /// <exception cref="ArgumentException">A row's number or kind of cells is not the columns'.</exception>
    public SnapshotTable AddRows<T>(IEnumerable<T> items, Func<T, SnapshotCell[]> cells) =>
        items.Aggregate(this, (table, item) => table.AddRow(cells(item)));

    /// <summary>The table as its file has it: see <see cref="TableFormat"/>.</summary>
    public override string ToString() => TableFormat.Render(this);
}
