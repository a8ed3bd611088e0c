using System.Collections.Immutable;

namespace Reproduce.Claims.Images;

/// <summary>Numbers in percent: of what holds or not, image by image, and of many images of several seeds.</summary>
internal static class Percentages
{
    /// <summary>100 where something holds, else 0.</summary>
    public static double[] InPercent(this ImmutableArray<bool> values) => [.. values.Select(value => value ? 100.0 : 0)];

    /// <summary>The values of the first images.</summary>
    /// <param name="values">Shape <c>[seeds, images]</c>.</param>
    /// <param name="images">Number of images.</param>
    public static ImmutableArray<double[]> First(this ImmutableArray<double[]> values, int images) =>
        [.. values.Select(row => row[..images])];

    /// <summary>The mean over seeds and images.</summary>
    /// <param name="values">Shape <c>[seeds, images]</c>.</param>
    public static double Mean(this ImmutableArray<double[]> values) => values.Average(row => row.Average());

    /// <summary>The differences image by image and seed by seed.</summary>
    /// <param name="values">Shape <c>[seeds, images]</c>.</param>
    /// <param name="reference">What is subtracted, of the same shape.</param>
    public static ImmutableArray<double[]> Minus(this ImmutableArray<double[]> values, ImmutableArray<double[]> reference) =>
        values.Combine(reference, (value, other) => value - other);

    /// <summary>One number of two for each image of each seed.</summary>
    /// <param name="values">Shape <c>[seeds, images]</c>.</param>
    /// <param name="others">The second numbers, of the same shape.</param>
    /// <param name="combine">Makes one number of the two.</param>
    public static ImmutableArray<double[]> Combine(
        this ImmutableArray<double[]> values, ImmutableArray<double[]> others, Func<double, double, double> combine) =>
        [.. values.Zip(others, (row, other) => row.Zip(other, combine).ToArray())];
}
