namespace Reproduce.Core.Attacks;

/// <summary>What <see cref="Apgd"/> raises.</summary>
public enum ApgdLoss
{
    /// <summary>The untargeted <see cref="Attacks.DifferenceOfLogitsRatio"/>: APGD-DLR.</summary>
    DifferenceOfLogitsRatio,

    /// <summary>The <see cref="Attacks.CrossEntropy"/>: APGD-CE. Its gradient vanishes where logits are large.</summary>
    CrossEntropy,

    /// <summary>
    /// The <see cref="Attacks.TargetedDifferenceOfLogitsRatio"/>, in one run for each of the likeliest other classes: APGD-T.
    /// </summary>
    TargetedDifferenceOfLogitsRatio,
}
