using System.Collections.Immutable;
using System.Text.Json.Serialization;
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

    /// <summary>None is ever pinned: it shows images that the repository must not hold, or is of data that only some people have.</summary>
    Unpinned,
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

    /// <summary>
    /// SHA-256 of the data, in lower-case hexadecimal, where they are other bytes than those that were published: their name does not tell
    /// which. Null for all other data.
    /// </summary>
    public string? DataFingerprint { get; init; }

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
public sealed record FigureResult(string File, int Width, int Height, string Sha256)
{
    /// <summary>Where it differs from the pinned figure: both and their difference side by side; null where it does not.</summary>
    public PictureFile? Difference { get; init; }

    /// <summary>Its files.</summary>
    [JsonIgnore]
    public IEnumerable<PictureFile> Files => Difference is null ? [Own] : [Own, Difference];

    /// <summary>The figure's own file.</summary>
    [JsonIgnore]
    public PictureFile Own => new(File, Sha256);
}

/// <summary>A PNG of a result set.</summary>
/// <param name="File">Its path within the result set, with forward slashes.</param>
/// <param name="Sha256">Hash of the file, in lower-case hexadecimal.</param>
public sealed record PictureFile(string File, string Sha256);

/// <summary>The verdict of a claim as a whole.</summary>
/// <param name="Verdict">The verdict over the primary sub-claims.</param>
/// <param name="Found">What was found, in one sentence; null where nobody has concluded from this verdict.</param>
/// <param name="Primary">The sub-claims that state the paper's sentence and make the verdict; the first has the claim's number.</param>
/// <param name="Beside">Further readings and controls, with verdicts of their own, which do not vote.</param>
public sealed record WholeClaimResult(
    Verdict Verdict, string? Found, ImmutableArray<PartResult> Primary, ImmutableArray<PartResult> Beside)
{
    /// <summary>The claim's number: the mean of its first primary sub-claim that was tested; null where none was.</summary>
    [JsonIgnore]
    public Finding? Number => Primary.Select(part => part.Mean).FirstOrDefault(mean => mean is not null);

    /// <summary>Where the verdict is Undecided: how many seeds would decide every primary sub-claim; null where no number would.</summary>
    [JsonIgnore]
    public int? SeedsNeeded
    {
        get
        {
            PartResult[] undecided = [.. Primary.Where(part => part.Verdict == Verdict.Undecided)];
            return Verdict == Verdict.Undecided && undecided.All(part => part.SeedsNeeded is not null)
                ? undecided.Max(part => part.SeedsNeeded)
                : null;
        }
    }
}

/// <summary>A part of a claim in short.</summary>
/// <param name="Statement">What it says.</param>
/// <param name="Effect">What its numbers are.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="SeedsNeeded">Where it is Undecided: how many seeds would decide it; null where no number would.</param>
/// <param name="Mean">The mean over its cases; null where it was not tested.</param>
/// <param name="Consistency">How its cases agree; null where it was not tested.</param>
public sealed record PartResult(
    string Statement, string Effect, Verdict Verdict, int? SeedsNeeded, Finding? Mean, Consistency? Consistency)
{
    /// <summary>A sub-claim in short.</summary>
    public static PartResult Of(SubClaim part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new(part.Statement, part.Effect, part.Verdict, part.SeedsNeeded, part.Mean, part.Consistency);
    }
}
