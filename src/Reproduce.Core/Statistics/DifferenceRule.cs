namespace Reproduce.Core.Statistics;

/// <summary>
/// Claims about a difference. A margin separates 'a difference' from 'a difference that matters'; a difference of exactly the margin does
/// not matter.
/// </summary>
public sealed record DifferenceRule
{
    private DifferenceRule(double margin) => Margin = margin;

    /// <summary>
    /// For shares, in percentage points: the paper speaks of attacks that are blunted or potent where accuracies differ by 15 points and
    /// more (figure 5), and two samples of 300 images differ by 4 points by chance.
    /// </summary>
    public static DifferenceRule Shares { get; } = new(5);

    /// <summary>
    /// For adherences (cosines, -1 to 1): published adherences of two students that differ in their training temperature alone, which the
    /// paper does not call different, lie 0.018 apart for Saliency on CIFAR-10 and 0.025 on TSRD (medians of figures 8 and 15). For
    /// Integrated Gradients and Grad-CAM the same medians on CIFAR-10 are 0.063 and 0.057: for them the margin is a lenient one.
    /// </summary>
    public static DifferenceRule Adherences { get; } = new(0.02);

    /// <summary>Differences of up to this size, in the quantity's unit, count as none.</summary>
    public double Margin { get; }

    /// <summary>
    /// The claim that there is a difference in the claimed direction at all, for what is said to be small: it is above 0.
    /// </summary>
    public static Rule IsPositive { get; } = Rule.Above(0);

    /// <summary>The claim that the difference is above the margin.</summary>
    public Rule IsLarge => Rule.Above(Margin);

    /// <summary>
    /// The claim that the difference is the margin or less, negative ones included: the opposite of <see cref="IsLarge"/>.
    /// </summary>
    public Rule IsNotLarge => Rule.AtMost(Margin);

    /// <summary>The claim that there is no difference that matters, either way: it is between -margin and margin, both included.</summary>
    public Rule IsSmall => Rule.Between(-Margin, Margin);
}
