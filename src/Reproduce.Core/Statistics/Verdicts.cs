namespace Reproduce.Core.Statistics;

/// <summary>How the verdicts of a claim's parts make the verdict of the whole.</summary>
public static class Verdicts
{
    /// <summary>
    /// A claim says that all of its parts hold. Supported if every part is; PartlySupported if some are; else NotSupported if the data
    /// speak against any part; else Inconclusive.
    /// </summary>
    /// <param name="parts">The parts' verdicts, at least one.</param>
    /// <exception cref="ArgumentException">There are no parts.</exception>
    public static Verdict Combine(IEnumerable<Verdict> parts)
    {
        HashSet<Verdict> seen = [.. parts];
        return seen switch
        {
            { Count: 0 } => throw new ArgumentException("A claim needs at least one part that decides, but there is none.", nameof(parts)),
            { Count: 1 } => seen.Single(),
            _ when seen.Contains(Verdict.Supported) || seen.Contains(Verdict.PartlySupported) => Verdict.PartlySupported,
            _ => Verdict.NotSupported,
        };
    }
}
