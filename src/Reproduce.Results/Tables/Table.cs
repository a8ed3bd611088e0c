using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Reproduce.Results.Tables;

/// <summary>An immutable table: columns of texts and of numbers with a tolerance.</summary>
/// <example>
/// <code>
/// var table = Table
///     .WithColumns(Column.Text("model"), Column.Number("accuracy", new Tolerance(0.01), decimals: 3))
///     .AddRow("FT_temp1", 0.991)
///     .AddRow("FT_temp100", 0.987);
/// </code>
/// </example>
public sealed record Table
{
    [JsonConstructor]
    private Table(ImmutableArray<string> heading, ImmutableArray<Column> columns, ImmutableArray<ImmutableArray<Cell>> rows)
    {
        var wrong = heading.FirstOrDefault(line =>
            string.IsNullOrWhiteSpace(line) || line.StartsWith('|') || line.AsSpan().ContainsAny('\r', '\n'));
        if (wrong is not null)
        {
            throw new ArgumentException(
                $"A line of a heading is not blank, does not start with '|' and holds no line break. Actual: '{wrong}'.", nameof(heading));
        }

        if (columns.IsEmpty)
        {
            throw new ArgumentException("A table has at least one column.", nameof(columns));
        }

        if (columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"A column's name is unique. '{twice.Key}' occurs {twice.Count()} times.", nameof(columns));
        }

        (Heading, Columns, Rows) = (heading, columns, []);
        foreach (var row in rows)
        {
            CheckRow(row.AsSpan(), Rows.Length + 1);
        }

        Rows = rows;
    }

    /// <summary>Lines above the table that say what it shows, compared exactly; none by default.</summary>
    public ImmutableArray<string> Heading { get; private init; }

    /// <summary>The columns, from left to right; at least one.</summary>
    public ImmutableArray<Column> Columns { get; }

    /// <summary>The rows; each has as many cells as there are columns.</summary>
    public ImmutableArray<ImmutableArray<Cell>> Rows { get; private init; }

    /// <summary>A table without rows.</summary>
    /// <param name="columns">At least one column, each with a name of its own.</param>
    /// <exception cref="ArgumentException">There is no column, or two have one name.</exception>
    public static Table WithColumns(params IEnumerable<Column> columns) => new([], [.. columns], []);

    /// <summary>This table under other lines.</summary>
    /// <param name="lines">Each one line, neither blank nor starting with a bar.</param>
    /// <exception cref="ArgumentException">A line is blank, starts with a bar or holds a line break.</exception>
    public Table WithHeading(params IEnumerable<string> lines) => new([.. lines], Columns, Rows);

    /// <summary>This table with one more row at its end.</summary>
    /// <param name="cells">A cell for each column: texts in columns of texts, numbers in columns of numbers, empty anywhere.</param>
    /// <exception cref="ArgumentException">Their number or kind is another.</exception>
    public Table AddRow(params ReadOnlySpan<Cell> cells)
    {
        CheckRow(cells, Rows.Length + 1);
        return this with { Rows = Rows.Add([.. cells]) };
    }

    /// <summary>This table with one more row for each item.</summary>
    /// <param name="items">What the rows are made of.</param>
    /// <param name="cells">An item's cells, as <see cref="AddRow"/> takes them.</param>
    /// <exception cref="ArgumentException">A row's number or kind of cells is not the columns'.</exception>
    public Table AddRows<T>(IEnumerable<T> items, Func<T, Cell[]> cells) =>
        items.Aggregate(this, (table, item) => table.AddRow(cells(item)));

    private void CheckRow(ReadOnlySpan<Cell> cells, int number)
    {
        if (cells.Length != Columns.Length)
        {
            throw new ArgumentException($"Row {number} has {cells.Length} cells for {Columns.Length} columns.", nameof(cells));
        }

        for (var i = 0; i < cells.Length; i++)
        {
            if (Columns[i].IsNumeric ? cells[i].Text is not null : cells[i].Number is not null)
            {
                throw new ArgumentException(
                    $"Row {number}: column '{Columns[i].Name}' holds {(Columns[i].IsNumeric ? "numbers" : "texts")}. Actual: {cells[i]}.",
                    nameof(cells));
            }
        }
    }
}
