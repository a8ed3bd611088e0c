namespace Reproduce.Core.Statistics;

/// <summary>
/// Claims about a ratio (of pieces, areas, widths...). The margin separates 'an effect' from 'an effect that matters': a ratio within a
/// factor of 1.05 of 1 counts as none, since one boundary piece in twenty, or a twentieth of an area, can't be seen in the paper's figures.
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
    public static Rule Shrinks { get; } = Rule.Below(1 / Margin);

    /// <summary>The claim that the ratio is above <see cref="Margin"/>: the mirror image of <see cref="Shrinks"/>.</summary>
    public static Rule Grows { get; } = Rule.Above(Margin);

    /// <summary>The claim that the ratio is <see cref="Margin"/> or less: the opposite of <see cref="Grows"/>.</summary>
    public static Rule DoesNotGrow { get; } = Rule.AtMost(Margin);

    /// <summary>The claim that the ratio is 1 / <see cref="Margin"/> or more: the opposite of <see cref="Shrinks"/>.</summary>
    public static Rule DoesNotShrink { get; } = Rule.AtLeast(1 / Margin);

    /// <summary>The claim that two quantities are similar: their ratio is within <see cref="SimilarityMargin"/>.</summary>
    public static Rule IsSimilar { get; } = Rule.Between(1 / SimilarityMargin, SimilarityMargin);
}
