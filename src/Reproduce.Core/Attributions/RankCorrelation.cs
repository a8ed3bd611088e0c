namespace Reproduce.Core.Attributions;

/// <summary>
/// Spearman's rank correlation of two attributions: whether they order the image's numbers alike, whatever their sizes. A few large
/// numbers, which make most of a cosine, count no more than others (used for attributions by Adebayo et al., "Sanity Checks for Saliency
/// Maps", 2018).
/// </summary>
public static class RankCorrelation
{
    /// <summary>The correlation, -1 to 1; 0 where all numbers of one attribution are equal.</summary>
    /// <param name="attribution">An attribution, without NaN; at least one number.</param>
    /// <param name="reference">Another of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no number.</exception>
    public static double Of(ReadOnlySpan<float> attribution, ReadOnlySpan<float> reference)
    {
        if (attribution.IsEmpty || attribution.Length != reference.Length)
        {
            throw new ArgumentException(
                $"Expected two attributions of equal length, but they have {attribution.Length} and {reference.Length} numbers.",
                nameof(reference));
        }

        var (ranks, referenceRanks) = (CentredRanks(attribution), CentredRanks(reference));
        var (product, square, referenceSquare) = (0.0, 0.0, 0.0);
        for (var i = 0; i < ranks.Length; i++)
        {
            product += ranks[i] * referenceRanks[i];
            square += ranks[i] * ranks[i];
            referenceSquare += referenceRanks[i] * referenceRanks[i];
        }

        return square > 0 && referenceSquare > 0 ? product / Math.Sqrt(square * referenceSquare) : 0;
    }

    /// <summary>Ranks less their mean; equal numbers share the mean of their ranks.</summary>
    private static double[] CentredRanks(ReadOnlySpan<float> numbers)
    {
        var sorted = numbers.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var first = 0; first < sorted.Length;)
        {
            var next = first + 1;
            while (next < sorted.Length && sorted[next] == sorted[first])
            {
                next++;
            }

            for (var i = first; i < next; i++)
            {
                ranks[order[i]] = ((first + next - 1) / 2.0) - ((sorted.Length - 1) / 2.0);
            }

            first = next;
        }

        return ranks;
    }
}
