using Reproduce.Core.Statistics;

namespace Reproduce.Results;

/// <summary>A case of a sub-claim before it is decided.</summary>
/// <param name="Name">The case, such as <c>T = 40</c>.</param>
/// <param name="Sample">What was measured.</param>
public sealed record MeasuredCase(string Name, Sample Sample)
{
    /// <summary>The paper's number in this case; null where it has none.</summary>
    public double? Published { get; init; }

    /// <summary>Whether the case counts for the sub-claim's verdict, or is shown beside it for orientation.</summary>
    public bool Decides { get; init; } = true;
}
