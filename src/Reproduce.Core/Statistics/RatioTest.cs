namespace Reproduce.Core.Statistics;

/// <summary>
/// Decides claims about a ratio (of pieces, areas, widths...) by its interval. The margin separates 'an effect' from 'an effect that matters':
/// a ratio within a factor of 1.05 of 1 counts as none, since one boundary piece in twenty, or a twentieth of an area, can't be seen in the
/// paper's figures. It was fixed before the first full run.
/// </summary>
public static class RatioTest
{
    /// <summary>Ratios between 1 / Margin and Margin count as no effect.</summary>
    public const double Margin = 1.05;

    /// <summary>Ratios between 1 / SimilarityMargin and SimilarityMargin count as similar: the usual bounds of equivalence tests, 0.80 to 1.25.</summary>
    public const double SimilarityMargin = 1.25;

    /// <summary>The claim that the ratio is below 1.</summary>
    /// <param name="ratio">The ratio's interval.</param>
    /// <returns>
    /// Supported if the whole interval is below 1 and reaches past the margin; NotSupported if it lies within the margin or not below 1 at all;
    /// else Inconclusive.
    /// </returns>
    public static Verdict Shrinks(Interval ratio) =>
        IsWithin(ratio, Margin) || ratio.Lower >= 1 ? Verdict.NotSupported
        : ratio.Upper < 1 ? Verdict.Supported
        : Verdict.Inconclusive;

    /// <summary>The claim that the ratio is above 1; the mirror image of <see cref="Shrinks"/>.</summary>
    /// <param name="ratio">The ratio's interval.</param>
    public static Verdict Grows(Interval ratio) =>
        IsWithin(ratio, Margin) || ratio.Upper <= 1 ? Verdict.NotSupported
        : ratio.Lower > 1 ? Verdict.Supported
        : Verdict.Inconclusive;

    /// <summary>The claim that the ratio is not above 1 by more than the margin.</summary>
    /// <param name="ratio">The ratio's interval.</param>
    /// <returns>Supported if the whole interval is below the margin; NotSupported if the ratio grows; else Inconclusive.</returns>
    public static Verdict DoesNotGrow(Interval ratio) =>
        ratio.Upper <= Margin ? Verdict.Supported
        : ratio.Lower > 1 ? Verdict.NotSupported
        : Verdict.Inconclusive;

    /// <summary>The claim that the ratio is not below 1 by more than the margin; the mirror image of <see cref="DoesNotGrow"/>.</summary>
    /// <param name="ratio">The ratio's interval.</param>
    public static Verdict DoesNotShrink(Interval ratio) =>
        ratio.Lower >= 1 / Margin ? Verdict.Supported
        : ratio.Upper < 1 ? Verdict.NotSupported
        : Verdict.Inconclusive;

    /// <summary>The claim that two quantities are similar.</summary>
    /// <param name="ratio">The interval of their ratio.</param>
    /// <returns>Supported if the whole interval is within the similarity margin; NotSupported if it is wholly outside; else Inconclusive.</returns>
    public static Verdict IsSimilar(Interval ratio) =>
        IsWithin(ratio, SimilarityMargin) ? Verdict.Supported
        : ratio.Upper < 1 / SimilarityMargin || ratio.Lower > SimilarityMargin ? Verdict.NotSupported
        : Verdict.Inconclusive;

    private static bool IsWithin(Interval ratio, double margin) => ratio.Lower >= 1 / margin && ratio.Upper <= margin;
}
