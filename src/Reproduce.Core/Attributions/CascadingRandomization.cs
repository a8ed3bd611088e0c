using System.Collections.Immutable;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>
/// A trained network whose last layers have been replaced by untrained ones, one more at a time: attributions that stay the same explain
/// the image, not what the network has learnt (Adebayo et al., "Sanity Checks for Saliency Maps", 2018, section 3).
/// </summary>
public static class CascadingRandomization
{
    /// <summary>The layers that have parameters, from the image to the logits.</summary>
    public static ImmutableArray<NetworkLayer> LayersOf(ImageNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. network.Layers.Where(layer => ImageNetworkLayers.ParameterCount([layer]) > 0)];
    }

    /// <summary>The network with the parameters of its last layers replaced.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="untrained">A network of the same layers, whose parameters replace them.</param>
    /// <param name="layers">How many of <see cref="LayersOf"/> are replaced, from the last on; from 0 to all of them.</param>
    /// <exception cref="ArgumentException">The networks are of different specifications, or there are not so many layers.</exception>
    public static ImageNetwork Of(ImageNetwork trained, ImageNetwork untrained, int layers)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(untrained);
        if (trained.Specification != untrained.Specification)
        {
            throw new ArgumentException(
                $"Layers of {untrained.Specification} can't replace those of {trained.Specification}.", nameof(untrained));
        }

        var all = LayersOf(trained);
        if (layers < 0 || layers > all.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(layers), layers, $"There are {all.Length} layers with parameters.");
        }

        var kept = ImageNetworkLayers.ParameterCount([.. all.Take(all.Length - layers)]);
        return new ImageNetwork(trained.Specification, [.. trained.Parameters[..kept], .. untrained.Parameters[kept..]]);
    }
}
