using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>
/// A block's feature maps, each weighted by the mean of the logit's gradient over it, summed (Selvaraju et al., "Grad-CAM", 2017): where
/// in the image there are features that raise the logit, on the block's own coarse grid.
/// </summary>
/// <param name="Block">The block whose output is looked at; the paper's is the second.</param>
/// <param name="IsRectified">Whether negative values are set to zero; off by default, as in captum.</param>
public sealed record LayerGradCam(string Block = LayerGradCam.PaperBlock, bool IsRectified = false) : IAttribution<IConvolutionalNetwork>
{
    /// <summary>The block that the paper's attributions look at, in all of its image networks.</summary>
    public const string PaperBlock = "convblock2";

    /// <inheritdoc/>
    public string Name => "LayerGradCAM";

    /// <inheritdoc/>
    public string Description => $"{Name}(block={Block}, rectified={IsRectified})";

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The network has no such block.</exception>
    public ImageShape ShapeOf(IConvolutionalNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.BlockOutput(Block) with { Channels = 1 };
    }

    /// <inheritdoc/>
    public void Attribute(IConvolutionalNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> targets, Span<float> attributions)
    {
        AttributionArguments.Check(network, images, targets, ShapeOf(network), attributions);
        using var pass = network.Forward(images);
        Attribute(pass, network.BlockOutput(Block), TargetLogits.OneHot(targets, network.ClassCount), attributions);
    }

    /// <summary>The maps of the images of a forward pass.</summary>
    internal void Attribute(IConvolutionalPass pass, ImageShape block, ReadOnlySpan<float> logitWeights, Span<float> attributions)
    {
        var plane = block.Height * block.Width;
        var count = attributions.Length / plane;
        var (features, gradients) = (new float[count * block.Size], new float[count * block.Size]);
        pass.BlockGradients(Block, logitWeights, features, gradients);
        for (var i = 0; i < count; i++)
        {
            Combine(
                features.AsSpan(i * block.Size, block.Size),
                gradients.AsSpan(i * block.Size, block.Size),
                attributions.Slice(i * plane, plane));
        }
    }

    private void Combine(ReadOnlySpan<float> features, ReadOnlySpan<float> gradients, Span<float> map)
    {
        map.Clear();
        for (var first = 0; first < features.Length; first += map.Length)
        {
            var weight = MeanOf(gradients.Slice(first, map.Length));
            for (var p = 0; p < map.Length; p++)
            {
                map[p] += weight * features[first + p];
            }
        }

        for (var p = 0; IsRectified && p < map.Length; p++)
        {
            map[p] = Math.Max(map[p], 0);
        }
    }

    private static float MeanOf(ReadOnlySpan<float> gradients)
    {
        var sum = 0.0;
        foreach (var gradient in gradients)
        {
            sum += gradient;
        }

        return (float)(sum / gradients.Length);
    }
}
