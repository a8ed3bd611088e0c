using System.Collections.Immutable;
using Reproduce.Core.Statistics;
using Reproduce.Results.Tables;

namespace Reproduce.Results;

/// <summary>How a result compares to the pinned one.</summary>
public enum SnapshotState
{
    /// <summary>They agree within tolerance.</summary>
    Agrees,

    /// <summary>They differ.</summary>
    Differs,

    /// <summary>None is pinned yet.</summary>
    Missing,
}

/// <summary>What one verification of one test found: a verdict, a table or a figure. Exactly one of the four parts is there.</summary>
public sealed record ResultItem
{
    /// <summary>What tells it from every other one of its result set: the stem of its snapshot's file name.</summary>
    public required string Id { get; init; }

    /// <summary>The claim's name.</summary>
    public required string Claim { get; init; }

    /// <summary>The data, such as <c>toy</c> or <c>Signs</c>.</summary>
    public required string Data { get; init; }

    /// <summary>Its title: the test's name in words, with its arguments.</summary>
    public required string Title { get; init; }

    /// <summary>The <c>dotnet test --filter</c> expression of its test.</summary>
    public required string Filter { get; init; }

    /// <summary>Numbers of the paper's figures that it reproduces or stands in for.</summary>
    public ImmutableArray<int> Figures { get; init; } = [];

    /// <summary>How it compares to the pinned result.</summary>
    public required SnapshotState Snapshot { get; init; }

    /// <summary>What differs, for a person; null where nothing does.</summary>
    public string? Difference { get; init; }

    /// <summary>The verdict of a whole claim.</summary>
    public WholeClaimResult? Whole { get; init; }

    /// <summary>A sub-claim.</summary>
    public SubClaim? SubClaim { get; init; }

    /// <summary>A table.</summary>
    public Table? Table { get; init; }

    /// <summary>A figure.</summary>
    public FigureResult? Figure { get; init; }

    /// <summary>The models and measurements that it was computed from, as far as the test looked at them.</summary>
    public ImmutableArray<Source> Sources { get; init; } = [];

    /// <summary>The process and machine that found it.</summary>
    public required RunOrigin Origin { get; init; }
}

/// <summary>A figure, whose PNG lies beside its item.</summary>
/// <param name="File">Path of the PNG within the result set, with forward slashes.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Sha256">Hash of the file, in lower-case hexadecimal.</param>
public sealed record FigureResult(string File, int Width, int Height, string Sha256);

/// <summary>The verdict of a claim as a whole.</summary>
/// <param name="Verdict">The verdict over all parts.</param>
/// <param name="Parts">The sub-claims, which make the verdict.</param>
/// <param name="Controls">Checks beside it, with verdicts of their own.</param>
public sealed record WholeClaimResult(Verdict Verdict, ImmutableArray<PartResult> Parts, ImmutableArray<PartResult> Controls);

/// <summary>A part of a claim in short.</summary>
/// <param name="Statement">What it says.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Decided">Deciding cases whose interval lies on one side of the margin.</param>
/// <param name="Deciding">All deciding cases.</param>
public sealed record PartResult(string Statement, Verdict Verdict, int Decided, int Deciding);
