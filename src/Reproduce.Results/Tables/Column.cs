using System.Globalization;
using System.Text.Json.Serialization;

namespace Reproduce.Results.Tables;

/// <summary>What a column of a table holds, where a table sets the paper's numbers beside ours.</summary>
public enum ColumnRole
{
    /// <summary>Neither the paper's numbers nor ours beside them.</summary>
    Other,

    /// <summary>The paper's numbers.</summary>
    Paper,

    /// <summary>Ours.</summary>
    Ours,

    /// <summary>Ours less the paper's.</summary>
    Difference,
}

/// <summary>A column of a table: its name, and for numbers how they are written and compared.</summary>
public sealed record Column
{
    private const int MaxDecimals = 15;

    [JsonConstructor]
    private Column(
        string name,
        bool isNumeric,
        int? decimals = null,
        ColumnRole role = ColumnRole.Other,
        double? similar = null,
        double absoluteTolerance = 0,
        double relativeTolerance = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (decimals is < 0 or > MaxDecimals)
        {
            throw new ArgumentOutOfRangeException(nameof(decimals), decimals, $"Column '{name}': 0 to {MaxDecimals} decimals.");
        }

        Name = name;
        Tolerance = isNumeric ? new Tolerance(absoluteTolerance, relativeTolerance) : null;
        Decimals = decimals;
        Role = role;
        Similar = similar;
    }

    /// <summary>The heading; unique in its table.</summary>
    public string Name { get; }

    /// <summary>Whether the column holds numbers.</summary>
    public bool IsNumeric => Tolerance is not null;

    /// <summary>Decimals written, 0 to 15; <see langword="null"/> for as many as tell the number apart from every other.</summary>
    public int? Decimals { get; }

    /// <summary>
    /// What the column holds, where a table sets the paper's numbers beside ours: a report shows it, no comparison uses it.
    /// </summary>
    public ColumnRole Role { get; private init; }

    /// <summary>For <see cref="ColumnRole.Difference"/>: up to which difference two numbers count as alike, in the column's unit.</summary>
    public double? Similar { get; private init; }

    /// <summary>What a number may differ from the pinned one, in its unit; 0 for texts.</summary>
    public double AbsoluteTolerance => Tolerance?.Absolute ?? 0;

    /// <summary>The same as a share of the pinned number.</summary>
    public double RelativeTolerance => Tolerance?.Relative ?? 0;

    /// <summary>What a number may differ from the pinned one; <see langword="null"/> for a column of texts.</summary>
    [JsonIgnore]
    public Tolerance? Tolerance { get; }

    /// <summary>Whether the column is compared exactly: it holds texts, or numbers without a tolerance.</summary>
    [JsonIgnore]
    public bool IsExact => Tolerance is null || Tolerance == Tolerance.Exact;

    /// <summary>A column of texts, which are compared exactly.</summary>
    public static Column Text(string name) => new(name, isNumeric: false);

    /// <summary>A column of numbers.</summary>
    /// <param name="name">The heading.</param>
    /// <param name="tolerance">What a number may differ.</param>
    /// <param name="decimals">Decimals to write, 0 to 15; by default as many as tell the number apart from every other.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside of its range.</exception>
    public static Column Number(string name, Tolerance tolerance, int? decimals = null) =>
        new(name, isNumeric: true, decimals, absoluteTolerance: tolerance.Absolute, relativeTolerance: tolerance.Relative);

    /// <summary>This column as that of the paper's numbers.</summary>
    public Column OfPaper() => this with { Role = ColumnRole.Paper };

    /// <summary>This column as that of our numbers beside the paper's.</summary>
    public Column OfOurs() => this with { Role = ColumnRole.Ours };

    /// <summary>This column as that of our numbers less the paper's.</summary>
    /// <param name="similar">Up to which difference two numbers count as alike, in the column's unit; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="similar"/> is not above 0.</exception>
    public Column OfDifference(double similar)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(similar);
        return this with { Role = ColumnRole.Difference, Similar = similar };
    }

    /// <summary>A cell of this column as text: numbers with the column's decimals, nothing for an empty cell.</summary>
    public string Show(Cell cell) => cell.Number is { } number ? Format(number) : cell.Text ?? "";

    /// <summary>A number with the column's decimals; a zero never has a sign.</summary>
    public string Format(double number) => Format(number, Decimals, "R");

    /// <summary>A number with so many decimals, or in a format; a zero never has a sign.</summary>
    internal static string Format(double number, int? decimals, string format)
    {
        var text = number.ToString(decimals is { } places ? $"F{places}" : format, CultureInfo.InvariantCulture);
        var isNegativeZero = text[0] == '-' && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0;
        return isNegativeZero ? text[1..] : text;
    }
}
