namespace Reproduce.Core.Statistics;

/// <summary>How the verdicts of a claim's parts make the verdict of the whole.</summary>
public static class Verdicts
{
    /// <summary>
    /// A claim says that all of its parts hold. Mixed if a part is, or some are supported and others contradicted; Contradicted if some are
    /// contradicted and none is supported; Undecided if none is contradicted and at least one is undecided; Supported if every tested part
    /// is; NotTested if none was tested.
    /// </summary>
    /// <param name="parts">The parts' verdicts, at least one.</param>
    /// <exception cref="ArgumentException">There are no parts.</exception>
    public static Verdict Combine(IEnumerable<Verdict> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        HashSet<Verdict> seen = [.. parts];
        if (seen.Count == 0)
        {
            throw new ArgumentException("A claim needs at least one part that decides, but there is none.", nameof(parts));
        }

        var (isSupported, isContradicted) = (seen.Contains(Verdict.Supported), seen.Contains(Verdict.Contradicted));
        return seen.Contains(Verdict.Mixed) || (isSupported && isContradicted) ? Verdict.Mixed
            : isContradicted ? Verdict.Contradicted
            : seen.Contains(Verdict.Undecided) ? Verdict.Undecided
            : isSupported ? Verdict.Supported
            : Verdict.NotTested;
    }
}
