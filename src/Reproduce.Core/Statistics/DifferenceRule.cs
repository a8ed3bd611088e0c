namespace Reproduce.Core.Statistics;

/// <summary>
/// Decides claims about a difference of two shares, in percentage points, by its interval. The margin separates 'an effect' from 'an effect
/// that matters': the paper speaks of attacks that are blunted or potent where accuracies differ by 15 points and more (figure 5), and two
/// samples of 300 images differ by 4 points by chance.
/// </summary>
public static class DifferenceRule
{
    /// <summary>Differences of up to so many percentage points count as no effect.</summary>
    public const double Margin = 5;

    /// <summary>The claim that the difference is above the margin.</summary>
    /// <param name="points">The difference's interval in percentage points.</param>
    /// <returns>Supported if the whole interval is above the margin; NotSupported if all of it is not; else Inconclusive.</returns>
    public static Verdict IsLarge(Interval points) => Bound.IsAbove(points, Margin);

    /// <summary>The claim that the difference is not above the margin: the opposite of <see cref="IsLarge"/>.</summary>
    /// <param name="points">The difference's interval in percentage points.</param>
    public static Verdict IsNotLarge(Interval points) => Bound.IsBelow(points, Margin);

    /// <summary>The claim that there is no difference that matters, either way.</summary>
    /// <param name="points">The difference's interval in percentage points.</param>
    /// <returns>Supported if the whole interval is within the margin; NotSupported if it is wholly outside; else Inconclusive.</returns>
    public static Verdict IsSmall(Interval points) => Bound.IsBetween(points, -Margin, Margin);

    /// <summary>The claim that there is a difference in the claimed direction at all, for what is said to be small.</summary>
    /// <param name="points">The difference's interval in percentage points.</param>
    public static Verdict IsPositive(Interval points) => Bound.IsAbove(points, 0);
}
