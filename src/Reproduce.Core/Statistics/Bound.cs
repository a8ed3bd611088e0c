namespace Reproduce.Core.Statistics;

/// <summary>
/// Decides by one bound: the whole interval must lie on one side of it. So more data can only make an inconclusive verdict decided, never
/// turn a supported one around.
/// </summary>
internal static class Bound
{
    /// <summary>The claim that a quantity is not above a bound.</summary>
    public static Verdict IsBelow(Interval interval, double bound) =>
        interval.Upper <= bound ? Verdict.Supported
        : interval.Lower > bound ? Verdict.NotSupported
        : Verdict.Inconclusive;

    /// <summary>The claim that a quantity is above a bound.</summary>
    public static Verdict IsAbove(Interval interval, double bound) => IsBelow(interval, bound) switch
    {
        Verdict.Supported => Verdict.NotSupported,
        Verdict.NotSupported => Verdict.Supported,
        var verdict => verdict,
    };

    /// <summary>The claim that a quantity lies between two bounds.</summary>
    public static Verdict IsBetween(Interval interval, double lower, double upper) =>
        interval.Lower >= lower && interval.Upper <= upper ? Verdict.Supported
        : interval.Upper < lower || interval.Lower > upper ? Verdict.NotSupported
        : Verdict.Inconclusive;
}
