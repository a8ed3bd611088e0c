using MathNet.Numerics.Integration;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>
/// The image times the mean gradient along the straight line to it from an image of zeros, mid-grey after normalization (Sundararajan et
/// al., "Axiomatic Attribution for Deep Networks", 2017). The numbers add up to the difference of the logit between the two ends of the
/// line (completeness), as far as the steps are fine enough.
/// </summary>
/// <param name="Steps">Points of the Gauss-Legendre rule, at least 1; captum's default, which the released code used.</param>
/// <param name="InternalBatchSize">
/// Points that go through the network together, at least 1: it bounds the memory, whatever the number of images. A multiple of 16 suits
/// the hand-written passes; no result depends on it.
/// </param>
public sealed record IntegratedGradients(int Steps = 50, int InternalBatchSize = 16) : IAttribution<IDifferentiableNetwork>
{
    /// <summary>Points of the Gauss-Legendre rule.</summary>
    public int Steps { get; } = ImageArguments.AtLeastOne(Steps);

    /// <summary>Points that go through the network together.</summary>
    public int InternalBatchSize { get; } = ImageArguments.AtLeastOne(InternalBatchSize);

    /// <inheritdoc/>
    public string Name => "IG";

    /// <inheritdoc/>
    public string Description => $"{Name}(steps={Steps}, rule=Gauss-Legendre, baseline=0)";

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public ImageShape ShapeOf(IDifferentiableNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Input;
    }

    /// <inheritdoc/>
    public void Attribute(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> targets, Span<float> attributions)
    {
        AttributionArguments.Check(network, images, targets, ShapeOf(network), attributions);
        var rule = new GaussLegendreRule(0, 1, Steps);
        var size = network.Input.Size;
        var points = targets.Length * Steps;
        var (room, gradientRoom) = (new float[InternalBatchSize * size], new float[InternalBatchSize * size]);
        var sums = new double[size];
        // Image by image and, within one, point by point: the sums are then the same however the points are batched.
        for (var first = 0; first < points; first += InternalBatchSize)
        {
            var count = Math.Min(InternalBatchSize, points - first);
            var gradients = gradientRoom.AsSpan(0, count * size);
            Gradients(network, images, targets, rule, first, room.AsSpan(0, count * size), gradients);
            for (var i = 0; i < count; i++)
            {
                var (image, step) = Math.DivRem(first + i, Steps);
                Add(rule.GetWeight(step), gradients.Slice(i * size, size), sums);
                if (step == Steps - 1)
                {
                    Finish(sums, images.Slice(image * size, size), attributions.Slice(image * size, size));
                }
            }
        }
    }

    private void Gradients(
        IDifferentiableNetwork network,
        ReadOnlySpan<float> images,
        ReadOnlySpan<int> targets,
        GaussLegendreRule rule,
        int first,
        Span<float> points,
        Span<float> gradients)
    {
        var size = network.Input.Size;
        var pointTargets = new int[points.Length / size];
        for (var i = 0; i < pointTargets.Length; i++)
        {
            var (image, step) = Math.DivRem(first + i, Steps);
            pointTargets[i] = targets[image];
            Scale(images.Slice(image * size, size), (float)rule.GetAbscissa(step), points.Slice(i * size, size));
        }

        using var pass = network.Forward(points);
        pass.InputGradients(TargetLogits.OneHot(pointTargets, network.ClassCount), gradients);
    }

    private static void Scale(ReadOnlySpan<float> image, float place, Span<float> point)
    {
        for (var p = 0; p < image.Length; p++)
        {
            point[p] = place * image[p];
        }
    }

    private static void Add(double weight, ReadOnlySpan<float> gradient, Span<double> sums)
    {
        for (var p = 0; p < sums.Length; p++)
        {
            sums[p] += weight * gradient[p];
        }
    }

    private static void Finish(Span<double> sums, ReadOnlySpan<float> image, Span<float> attribution)
    {
        for (var p = 0; p < image.Length; p++)
        {
            attribution[p] = (float)(sums[p] * image[p]);
        }

        sums.Clear();
    }
}
