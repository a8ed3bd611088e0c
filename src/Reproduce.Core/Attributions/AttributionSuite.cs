using System.Collections.Immutable;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>The attribution methods that the paper compares (section 4.3).</summary>
public static class AttributionSuite
{
    /// <summary>Saliency, Integrated Gradients and what the paper calls Grad-CAM, in the order of its tables.</summary>
    public static ImmutableArray<IAttribution<IConvolutionalNetwork>> Paper { get; } =
        [new Saliency(), new IntegratedGradients(), new GuidedGradCam()];

    /// <summary>Their names, as the tables write them.</summary>
    public static ImmutableArray<string> Names => [.. Paper.Select(method => method.Name)];
}
