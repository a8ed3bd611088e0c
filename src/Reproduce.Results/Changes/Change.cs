using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Reproduce.Results.Changes;

/// <summary>What has changed.</summary>
public enum ChangeKind
{
    /// <summary>The data are others, so that nothing on them is compared.</summary>
    Data,

    /// <summary>How a fixture's run ended.</summary>
    Run,

    /// <summary>A verdict: of a claim, a sub-claim, or one of its cases.</summary>
    Verdict,

    /// <summary>Effects or intervals of a sub-claim, its verdicts being the same.</summary>
    Effect,

    /// <summary>What a sub-claim says, its numbers aside.</summary>
    Text,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A figure.</summary>
    Figure,

    /// <summary>There was no such result before.</summary>
    Added,

    /// <summary>There is no such result any more.</summary>
    Removed,
}

/// <summary>One result that differs between two result sets, or a run or data that do.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Data">The data.</param>
/// <param name="Kind">What has changed.</param>
/// <param name="Title">Which result.</param>
/// <param name="Summary">What has changed and by how much, in one line.</param>
/// <param name="Details">The single changes, the largest first; not all of them where they are many.</param>
public sealed record Change(string Claim, string Data, ChangeKind Kind, string Title, string Summary, ImmutableArray<string> Details)
{
    /// <summary>The earlier result; null where there is none, and for runs and data.</summary>
    [JsonIgnore]
    public ResultItem? Before { get; init; }

    /// <summary>The later result; null where there is none, and for runs and data.</summary>
    [JsonIgnore]
    public ResultItem? After { get; init; }
}
