using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>
/// Guided back-propagation times the rectified Grad-CAM map of a block, enlarged to the image's size by repeating its pixels (Selvaraju et
/// al., 2017; captum's definition). The paper's tables call it Grad-CAM.
/// </summary>
/// <param name="Block">The block whose Grad-CAM it is; the paper's is the second.</param>
public sealed record GuidedGradCam(string Block = LayerGradCam.PaperBlock) : IAttribution<IConvolutionalNetwork>
{
    /// <inheritdoc/>
    public string Name => "GradCAM";

    /// <inheritdoc/>
    public string Description => $"{Name}(guided, block={Block}, enlarged=nearest)";

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public ImageShape ShapeOf(IConvolutionalNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Input;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The network has no such block, or a target or a length does not fit.</exception>
    public void Attribute(IConvolutionalNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> targets, Span<float> attributions)
    {
        AttributionArguments.Check(network, images, targets, ShapeOf(network), attributions);
        var block = network.BlockOutput(Block);
        var (plane, size) = (block.Height * block.Width, network.Input.Size);
        var weights = TargetLogits.OneHot(targets, network.ClassCount);
        var maps = new float[targets.Length * plane];
        using (var pass = network.Forward(images))
        {
            new LayerGradCam(Block, IsRectified: true).Attribute(pass, block, weights, maps);
            pass.GuidedInputGradients(weights, attributions);
        }

        for (var i = 0; i < targets.Length; i++)
        {
            Multiply(attributions.Slice(i * size, size), network.Input, maps.AsSpan(i * plane, plane), block);
        }
    }

    /// <summary>Multiplies every channel of an image by a coarser map.</summary>
    private static void Multiply(Span<float> image, ImageShape shape, ReadOnlySpan<float> map, ImageShape block)
    {
        for (var p = 0; p < image.Length; p++)
        {
            var (row, column) = Math.DivRem(p % (shape.Height * shape.Width), shape.Width);
            image[p] *= map[(row * block.Height / shape.Height * block.Width) + (column * block.Width / shape.Width)];
        }
    }
}
