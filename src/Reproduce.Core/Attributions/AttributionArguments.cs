using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>Checks of the arguments of attributions.</summary>
internal static class AttributionArguments
{
    /// <summary>Checks a batch and the span that receives its results.</summary>
    public static void Check(
        IDifferentiableNetwork network,
        ReadOnlySpan<float> images,
        ReadOnlySpan<int> targets,
        ImageShape shape,
        ReadOnlySpan<float> attributions)
    {
        ImageArguments.CheckLabelled(network, images, targets);
        if (attributions.Length != targets.Length * shape.Size)
        {
            throw new ArgumentException(
                $"{targets.Length} attributions of shape {shape} have {targets.Length * shape.Size} numbers, but there is room for "
                + $"{attributions.Length}.",
                nameof(attributions));
        }

        if (images.Overlaps(attributions))
        {
            throw new ArgumentException(
                "The attributions must not overwrite the images: give them room of their own.", nameof(attributions));
        }
    }
}
