using System.Collections.Immutable;

namespace Reproduce.Figures;

/// <summary>One model's attributions of an image by several methods.</summary>
/// <param name="Model">The model's name, such as <c>FT_temp1</c>.</param>
/// <param name="Prediction">The name of the class that the model predicts for the image.</param>
/// <param name="Attributions">At least one, in the order of the columns.</param>
public sealed record AttributedModel(string Model, string Prediction, ImmutableArray<MethodAttribution> Attributions);

/// <summary>The attribution of an image by one method.</summary>
/// <param name="Method">The method's name in titles, such as <c>Saliency</c>, <c>IG</c> or <c>GradCAM</c>.</param>
/// <param name="Values">The attribution, of the image's shape <c>[C, H, W]</c>: finite numbers of any scale and sign.</param>
public sealed record MethodAttribution(string Method, ReadOnlyMemory<float> Values);
