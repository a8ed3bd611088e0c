namespace Reproduce.Results.Report;

/// <summary>The common axis of a sub-claim's intervals.</summary>
/// <param name="From">The number at its left end.</param>
/// <param name="To">The number at its right end, above <paramref name="From"/>.</param>
/// <param name="Reference">Where there is no effect: 1 for ratios, else 0.</param>
public sealed record PlotAxis(double From, double To, double Reference)
{
    /// <summary>Width of a plot in its own units.</summary>
    public const double Width = 160;

    private const double Margin = 4;

    /// <summary>The axis that holds all finite bounds, the paper's numbers, and the reference, as far as it is near.</summary>
    public static PlotAxis Of(SubClaim part)
    {
        var reference = IsRatio(part) ? 1 : 0;
        double[] bounds =
        [
            .. part.MeanAndCases
                .SelectMany(finding => new[] { finding.Lower, finding.Estimate, finding.Upper, finding.Published ?? double.NaN })
                .Where(double.IsFinite),
        ];
        if (bounds.Length == 0)
        {
            return new(reference - 1, reference + 1, reference);
        }

        var (from, to) = (bounds.Min(), bounds.Max());
        // A level in percent has no use for a line at 0 that squeezes its intervals.
        if (Math.Abs(reference - Math.Clamp(reference, from, to)) <= to - from)
        {
            (from, to) = (Math.Min(from, reference), Math.Max(to, reference));
        }

        return to > from ? new(from, to, reference) : new(from - 1, to + 1, reference);
    }

    /// <summary>Where a number is, from 0 to <see cref="Width"/>; numbers beyond the ends are at the ends.</summary>
    public double At(double value) => double.IsNaN(value)
        ? Margin
        // Halves: the length of an axis may be beyond the largest number.
        : Margin + (((Math.Clamp(value, From, To) / 2) - (From / 2)) / ((To / 2) - (From / 2)) * (Width - (2 * Margin)));

    /// <summary>Whether the reference lies on the axis.</summary>
    public bool HasReference => Reference >= From && Reference <= To;

    // Where cases compare several things, they say of what they are the ratio, and the effect does not.
    private static bool IsRatio(SubClaim part) =>
        IsRatio(part.Effect) || (part.Findings.Length > 0 && part.Findings.All(finding => IsRatio(finding.Case)));

    private static bool IsRatio(string text) => text.Contains(" / ", StringComparison.Ordinal);
}
