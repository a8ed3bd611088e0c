namespace Reproduce.Core.Statistics;

/// <summary>Whether the data bear a claim out.</summary>
public enum Verdict
{
    /// <summary>The effect is there, in the claimed direction and large enough to matter.</summary>
    Supported,

    /// <summary>Some parts of the claim are supported, others are not.</summary>
    PartlySupported,

    /// <summary>The effect is absent, too small to matter, or goes the other way, and the data are enough to say so.</summary>
    NotSupported,

    /// <summary>The interval is too wide to say either.</summary>
    Inconclusive,
}

/// <summary>How verdicts of parts make the verdict of the whole.</summary>
public static class Verdicts
{
    /// <summary>
    /// A claim says that all of its parts hold. Supported if every part is; PartlySupported if some are; else NotSupported if the data speak
    /// against any part; else Inconclusive.
    /// </summary>
    /// <param name="parts">The parts' verdicts, at least one.</param>
    /// <exception cref="ArgumentException">There are no parts.</exception>
    public static Verdict Combine(IEnumerable<Verdict> parts)
    {
        HashSet<Verdict> seen = [.. parts];
        return seen switch
        {
            { Count: 0 } => throw new ArgumentException("A verdict needs at least one part.", nameof(parts)),
            { Count: 1 } => seen.Single(),
            _ when seen.Contains(Verdict.Supported) || seen.Contains(Verdict.PartlySupported) => Verdict.PartlySupported,
            _ => Verdict.NotSupported,
        };
    }
}
