namespace Reproduce.Core.Statistics;

/// <summary>What the data say of a claim.</summary>
public enum Verdict
{
    /// <summary>The effect is there, in the claimed direction and large enough to matter.</summary>
    Supported,

    /// <summary>Some parts of the claim are supported, others are not.</summary>
    PartlySupported,

    /// <summary>The effect is absent, too small to matter, or goes the other way, and the data are enough to say so.</summary>
    NotSupported,

    /// <summary>The interval is too wide to decide.</summary>
    Inconclusive,
}
