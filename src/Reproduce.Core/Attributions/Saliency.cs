using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>
/// |∂ logit / ∂ image| (Simonyan et al., "Deep Inside Convolutional Networks", 2014): how strongly the logit responds to a
/// small change, whatever its sign.
/// </summary>
public sealed record Saliency : IAttribution<IDifferentiableNetwork>
{
    /// <inheritdoc/>
    public string Name => "Saliency";

    /// <inheritdoc/>
    public string Description => Name;

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
        using var pass = network.Forward(images);
        pass.InputGradients(TargetLogits.OneHot(targets, network.ClassCount), attributions);
        foreach (ref var value in attributions)
        {
            value = Math.Abs(value);
        }
    }
}
