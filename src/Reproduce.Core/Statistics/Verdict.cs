namespace Reproduce.Core.Statistics;

/// <summary>What the data say of a claim.</summary>
public enum Verdict
{
    /// <summary>The effect is there, in the claimed direction and large enough to matter.</summary>
    Supported,

    /// <summary>The effect goes the other way or is too small to matter, and the data are enough to say so.</summary>
    Contradicted,

    /// <summary>Some cases or parts are decided for the claim, others against it.</summary>
    Mixed,

    /// <summary>The data are not enough to decide.</summary>
    Undecided,

    /// <summary>The claim speaks of data that this run does not have.</summary>
    NotTested,
}
