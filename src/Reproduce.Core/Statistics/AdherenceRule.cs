namespace Reproduce.Core.Statistics;

/// <summary>
/// Decides claims about a difference of two adherences (cosines, -1 to 1) by its interval. The margin separates 'a difference' from 'a
/// difference that matters': published adherences of two students that differ in their training temperature alone, which the paper does not
/// call different, lie 0.018 apart for Saliency on CIFAR-10 and 0.025 on TSRD (medians of figures 8 and 15). For Integrated Gradients and Grad-CAM
/// the same medians on CIFAR-10 are 0.063 and 0.057: for them the margin is a lenient one.
/// </summary>
public static class AdherenceRule
{
    /// <summary>Differences of up to so much count as none.</summary>
    public const double Margin = 0.02;

    /// <summary>The claim that one adherence is larger than the other by more than the margin.</summary>
    /// <param name="difference">The difference's interval.</param>
    /// <returns>Supported if the whole interval is above the margin; NotSupported if all of it is not; else Inconclusive.</returns>
    public static Verdict IsCloser(Interval difference) => Bound.IsAbove(difference, Margin);

    /// <summary>
    /// The claim that one adherence is not larger than the other by more than the margin: the opposite of <see cref="IsCloser"/>.
    /// </summary>
    /// <param name="difference">The difference's interval.</param>
    public static Verdict IsNotCloser(Interval difference) => Bound.IsBelow(difference, Margin);
}
