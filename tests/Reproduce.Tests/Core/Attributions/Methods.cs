using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attributions;

/// <summary>Methods, and networks to explain by them.</summary>
internal static class Methods
{
    /// <summary>Every method.</summary>
    public static IReadOnlyList<IAttribution<IConvolutionalNetwork>> All { get; } =
        [new Saliency(), new IntegratedGradients(Steps: 6, InternalBatchSize: 4), new LayerGradCam(),
            new LayerGradCam("convblock1"), new GuidedGradCam()];

    /// <summary>A small network of random weights.</summary>
    public static ImageNetwork Network(
        Architecture architecture = Architecture.Full, string kind = NetworkSpecification.Cifar10, int side = 8) =>
        // As many filters as the tensor library gets right: a multiple of 8.
        RandomNetworks.Network(
            RandomNetworks.Specification(kind, architecture, side, architecture == Architecture.Full ? 0.125 : 0.25, classes: 5));

    /// <summary>One batch, explained.</summary>
    public static float[] Explain<TNetwork>(this IAttribution<TNetwork> method, TNetwork network, float[] images, params int[] targets)
        where TNetwork : IDifferentiableNetwork
    {
        var attributions = new float[targets.Length * method.ShapeOf(network).Size];
        method.Attribute(network, images, targets, attributions);
        return attributions;
    }
}
