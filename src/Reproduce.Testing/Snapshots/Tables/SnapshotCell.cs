namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>A cell: a text, a number (NaN and the infinities included), or nothing.</summary>
public readonly record struct SnapshotCell
{
    private SnapshotCell(string? text, double? number)
    {
        Text = text;
        Number = number;
    }

    /// <summary>No value; an empty text is the same.</summary>
    public static SnapshotCell Empty => default;

    /// <summary>The text, where the cell is one.</summary>
    public string? Text { get; }

    /// <summary>The number, where the cell is one.</summary>
    public double? Number { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty => Text is null && Number is null;

    /// <summary>A text; empty where it has no characters.</summary>
    public static implicit operator SnapshotCell(string? text) => FromString(text);

    /// <summary>A number.</summary>
    public static implicit operator SnapshotCell(double number) => FromDouble(number);

    /// <summary>A number, or empty.</summary>
    public static implicit operator SnapshotCell(double? number) => new(null, number);

    /// <summary>A text; empty where it has no characters.</summary>
    public static SnapshotCell FromString(string? text) => new(string.IsNullOrEmpty(text) ? null : text, null);

    /// <summary>A number.</summary>
    public static SnapshotCell FromDouble(double number) => new(null, number);
}
