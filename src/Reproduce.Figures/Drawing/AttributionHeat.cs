using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Figures.Drawing;

/// <summary>
/// An attribution as the published pictures show it, with the defaults of captum's visualization: the absolute value of each pixel's
/// sum over the channels, on a scale that the largest values do not stretch.
/// </summary>
internal static class AttributionHeat
{
    /// <summary>The share of the heat's sum up to which values differ in colour; captum names the rest, 2 percent, outliers.</summary>
    private const double ShareBelowOutliers = 0.98;

    /// <summary>The heat of an attribution.</summary>
    /// <param name="shape">The attribution's shape.</param>
    /// <param name="values">Finite numbers of any scale and sign, shape <c>[C, H, W]</c>.</param>
    /// <returns>
    /// Shape <c>[H, W]</c>, 0 to 1. Sorted ascending and cumulated, the value at which 98 % of the sum are reached and all above it are
    /// 1. Zeros where channels add up to zero at every pixel.
    /// </returns>
    public static float[] Of(ImageShape shape, ReadOnlySpan<float> values)
    {
        var magnitudes = Magnitudes(shape, values);
        var threshold = Threshold(magnitudes);
        return threshold > 0
            ? [.. magnitudes.Select(magnitude => (float)Math.Min(magnitude / threshold, 1))]
            : new float[magnitudes.Length];
    }

    /// <summary>Refuses an attribution that cannot be drawn.</summary>
    /// <param name="shape">The image's shape.</param>
    /// <param name="values">The attribution.</param>
    /// <param name="model">The model, for the message.</param>
    /// <param name="method">The method, for the message.</param>
    /// <param name="parameter">The caller's argument.</param>
    /// <exception cref="ArgumentException">The values are not as many as the shape says, or one is not finite.</exception>
    public static void Validate(
        ImageShape shape,
        ReadOnlySpan<float> values,
        ModelName model,
        IAttribution<IConvolutionalNetwork> method,
        string parameter)
    {
        var attribution = $"{method.Name} attribution of {model}";
        SkiaImage.Validate(shape, values.Length, attribution, parameter);
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                var (channel, pixel) = Math.DivRem(i, shape.Height * shape.Width);
                var (row, column) = Math.DivRem(pixel, shape.Width);
                throw new ArgumentException(
                    $"The {attribution} is {values[i]} in channel {channel}, row {row}, column {column}; expected finite values. "
                    + "Check the model's parameters and the gradients that the attribution was computed from.",
                    parameter);
            }
        }
    }

    private static double[] Magnitudes(ImageShape shape, ReadOnlySpan<float> values)
    {
        var sums = new double[shape.Height * shape.Width];
        for (var i = 0; i < values.Length; i++)
        {
            sums[i % sums.Length] += values[i];
        }

        return [.. sums.Select(Math.Abs)];
    }

    private static double Threshold(double[] magnitudes)
    {
        var sorted = magnitudes.Order().ToArray();

        // Added in the order in which it is reached again below: the whole sum is surely at least 98 % of it.
        var wanted = ShareBelowOutliers * sorted.Aggregate(0.0, (sum, magnitude) => sum + magnitude);
        var reached = 0.0;
        foreach (var magnitude in sorted)
        {
            reached += magnitude;
            if (reached >= wanted)
            {
                return magnitude;
            }
        }

        return 0;
    }
}
