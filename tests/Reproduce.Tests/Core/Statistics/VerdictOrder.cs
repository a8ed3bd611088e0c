using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

/// <summary>What the tests of rules share.</summary>
internal static class VerdictOrder
{
    /// <summary>The verdict on the claim's negation.</summary>
    public static Verdict Opposite(Verdict verdict) => verdict switch
    {
        Verdict.Supported => Verdict.NotSupported,
        Verdict.NotSupported => Verdict.Supported,
        _ => verdict,
    };

    /// <summary>Orders verdicts by what they say for the claim: 1 for it, 0 open, -1 against it.</summary>
    public static int Rank(Verdict verdict) => verdict switch { Verdict.Supported => 1, Verdict.NotSupported => -1, _ => 0 };
}
