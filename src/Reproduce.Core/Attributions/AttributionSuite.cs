using System.Collections.Immutable;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>The attribution methods that the paper compares (section 4.2).</summary>
public static class AttributionSuite
{
    /// <summary>Saliency.</summary>
    public static IAttribution<IConvolutionalNetwork> Saliency { get; } = new Saliency();

    /// <summary>Integrated Gradients.</summary>
    public static IAttribution<IConvolutionalNetwork> IntegratedGradients { get; } = new IntegratedGradients();

    /// <summary>Guided Grad-CAM, which the paper's tables call Grad-CAM.</summary>
    public static IAttribution<IConvolutionalNetwork> GuidedGradCam { get; } = new GuidedGradCam();

    /// <summary>The three methods in the order of the paper's tables.</summary>
    public static ImmutableArray<IAttribution<IConvolutionalNetwork>> Paper { get; } = [Saliency, IntegratedGradients, GuidedGradCam];
}
