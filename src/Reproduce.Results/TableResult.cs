using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Reproduce.Results;

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

/// <summary>A table.</summary>
/// <param name="Heading">Lines that say what it shows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each with a cell for every column.</param>
public sealed record TableResult(
    ImmutableArray<string> Heading, ImmutableArray<ColumnResult> Columns, ImmutableArray<ImmutableArray<ResultCell>> Rows);

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumeric">Whether it holds numbers.</param>
/// <param name="Decimals">Decimals that are shown; null for as many as a number needs.</param>
/// <param name="Role">What it holds.</param>
/// <param name="Similar">
/// For <see cref="ColumnRole.Difference"/>: up to which difference two numbers count as alike, in the column's unit.
/// </param>
/// <param name="AbsoluteTolerance">What a number may differ from the pinned one, in its unit; 0 for texts.</param>
/// <param name="RelativeTolerance">The same as a share of the pinned number.</param>
public sealed record ColumnResult(
    string Name,
    bool IsNumeric,
    int? Decimals = null,
    ColumnRole Role = ColumnRole.Other,
    double? Similar = null,
    double AbsoluteTolerance = 0,
    double RelativeTolerance = 0);

/// <summary>A cell: a text, a number, or nothing. In JSON a string, a number (or the name of one that JSON lacks, as NaN), or null.</summary>
/// <param name="Text">The text, where it is one.</param>
/// <param name="Number">The number, where it is one.</param>
[JsonConverter(typeof(ResultCellConverter))]
public readonly record struct ResultCell(string? Text, double? Number);
