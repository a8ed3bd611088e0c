using System.Text.Json.Serialization;

namespace Reproduce.Results.Tables;

/// <summary>
/// A cell: a text, a number (NaN and the infinities included), or nothing. In JSON a string, a number (or an object with the name of one
/// that JSON lacks, such as NaN), or null.
/// </summary>
[JsonConverter(typeof(CellConverter))]
public readonly record struct Cell
{
    private Cell(string? text, double? number)
    {
        Text = text;
        Number = number;
    }

    /// <summary>No value; an empty text is the same.</summary>
    public static Cell Empty => default;

    /// <summary>The text, where the cell is one.</summary>
    public string? Text { get; }

    /// <summary>The number, where the cell is one.</summary>
    public double? Number { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty => Text is null && Number is null;

    /// <summary>A text; empty where it has no characters.</summary>
    public static implicit operator Cell(string? text) => FromString(text);

    /// <summary>A number.</summary>
    public static implicit operator Cell(double number) => FromDouble(number);

    /// <summary>A number, or empty.</summary>
    public static implicit operator Cell(double? number) => new(null, number);

    /// <summary>A text; empty where it has no characters.</summary>
    public static Cell FromString(string? text) => new(string.IsNullOrEmpty(text) ? null : text, null);

    /// <summary>A number.</summary>
    public static Cell FromDouble(double number) => new(null, number);
}
