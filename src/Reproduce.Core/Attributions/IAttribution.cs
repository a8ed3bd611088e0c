using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>
/// A method that says how much each number of an image contributes to a class's logit. Implementations are immutable records of the
/// method's settings and follow captum's definitions (protocol: of the true class's logit, on normalized images).
/// </summary>
/// <typeparam name="TNetwork">
/// What the method needs of a network: a method that only needs gradients also explains every convolutional network.
/// </typeparam>
/// <remarks>
/// Every image is explained as if it were alone: what comes out depends neither on the other images of the batch nor on their number, as
/// far as the network's own results don't. The network's parameters can't be changed.
/// </remarks>
public interface IAttribution<in TNetwork>
    where TNetwork : IDifferentiableNetwork
{
    /// <summary>The method's name as the paper's tables write it, such as <c>IG</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Name and all settings, such as <c>IG(steps=50, ...)</c>: two methods of the same description do the same. Enters the keys of stored
    /// results.
    /// </summary>
    string Description { get; }

    /// <summary>Shape of one image's attribution.</summary>
    /// <param name="network">The network that is explained.</param>
    ImageShape ShapeOf(TNetwork network);

    /// <summary>Explains a batch of images.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">One or more images as the network takes them, shape <c>[N, C, H, W]</c>.</param>
    /// <param name="targets">The classes whose logits are explained, shape <c>[N]</c>.</param>
    /// <param name="attributions">Receives the attributions, N times <see cref="ShapeOf"/>; no part of <paramref name="images"/>.</param>
    /// <exception cref="ArgumentException">A target is out of range, or the lengths don't fit each other.</exception>
    void Attribute(TNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> targets, Span<float> attributions);
}
