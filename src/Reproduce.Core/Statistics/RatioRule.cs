namespace Reproduce.Core.Statistics;

/// <summary>
/// Decides claims about a ratio (of pieces, areas, widths...) by its interval. The margin separates 'an effect' from 'an effect that matters':
/// a ratio within a factor of 1.05 of 1 counts as none, since one boundary piece in twenty, or a twentieth of an area, can't be seen in the
/// paper's figures.
/// </summary>
/// <remarks>
/// Every rule compares the whole interval with one bound, so that more data can only make an inconclusive verdict decided, never turn a
/// supported one around.
/// </remarks>
public static class RatioRule
{
    /// <summary>Ratios between 1 / Margin and Margin count as no effect.</summary>
    public const double Margin = 1.05;

    /// <summary>Ratios between 1 / SimilarityMargin and SimilarityMargin count as similar: the usual bounds of equivalence tests, 0.80 to 1.25.</summary>
    public const double SimilarityMargin = 1.25;

    /// <summary>The claim that the ratio is below 1 by more than the margin.</summary>
    /// <param name="ratio">The ratio's interval.</param>
    /// <returns>Supported if the whole interval is below the margin; NotSupported if all of it is above; else Inconclusive.</returns>
    public static Verdict Shrinks(Interval ratio) => Bound.IsBelow(ratio, 1 / Margin);

    /// <summary>The claim that the ratio is above 1 by more than the margin; the mirror image of <see cref="Shrinks"/>.</summary>
    /// <param name="ratio">The ratio's interval.</param>
    public static Verdict Grows(Interval ratio) => Bound.IsAbove(ratio, Margin);

    /// <summary>The claim that the ratio is not above 1 by more than the margin: the opposite of <see cref="Grows"/>.</summary>
    /// <param name="ratio">The ratio's interval.</param>
    public static Verdict DoesNotGrow(Interval ratio) => Bound.IsBelow(ratio, Margin);

    /// <summary>The claim that the ratio is not below 1 by more than the margin: the opposite of <see cref="Shrinks"/>.</summary>
    /// <param name="ratio">The ratio's interval.</param>
    public static Verdict DoesNotShrink(Interval ratio) => Bound.IsAbove(ratio, 1 / Margin);

    /// <summary>The claim that two quantities are similar.</summary>
    /// <param name="ratio">The interval of their ratio.</param>
    /// <returns>Supported if the whole interval is within the similarity margin; NotSupported if it is wholly outside; else Inconclusive.</returns>
    public static Verdict IsSimilar(Interval ratio) =>
        Bound.IsBetween(ratio, 1 / SimilarityMargin, SimilarityMargin);
}
