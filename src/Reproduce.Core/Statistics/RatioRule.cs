namespace Reproduce.Core.Statistics;

/// <summary>
/// Decides claims about a ratio (of pieces, areas, widths...) by its interval, as <see cref="LevelRule"/> does. The margin separates 'an
/// effect' from 'an effect that matters': a ratio within a factor of 1.05 of 1 counts as none, since one boundary piece in twenty, or a
/// twentieth of an area, can't be seen in the paper's figures.
/// </summary>
public static class RatioRule
{
    /// <summary>Ratios from 1 / Margin to Margin, both included, count as no effect.</summary>
    public const double Margin = 1.05;

    /// <summary>
    /// Ratios from 1 / SimilarityMargin to SimilarityMargin, both included, count as similar: the usual bounds of equivalence tests, 0.80
    /// to 1.25.
    /// </summary>
    public const double SimilarityMargin = 1.25;

    /// <summary>The claim that the ratio is below 1 / <see cref="Margin"/>.</summary>
    public static Verdict Shrinks(Interval ratio) => LevelRule.IsBelow(ratio, 1 / Margin);

    /// <summary>The claim that the ratio is above <see cref="Margin"/>: the mirror image of <see cref="Shrinks"/>.</summary>
    public static Verdict Grows(Interval ratio) => LevelRule.IsAbove(ratio, Margin);

    /// <summary>The claim that the ratio is <see cref="Margin"/> or less: the opposite of <see cref="Grows"/>.</summary>
    public static Verdict DoesNotGrow(Interval ratio) => LevelRule.IsAtMost(ratio, Margin);

    /// <summary>The claim that the ratio is 1 / <see cref="Margin"/> or more: the opposite of <see cref="Shrinks"/>.</summary>
    public static Verdict DoesNotShrink(Interval ratio) => LevelRule.IsAtLeast(ratio, 1 / Margin);

    /// <summary>The claim that two quantities are similar: their ratio is within <see cref="SimilarityMargin"/>.</summary>
    public static Verdict IsSimilar(Interval ratio) => LevelRule.IsBetween(ratio, 1 / SimilarityMargin, SimilarityMargin);
}
