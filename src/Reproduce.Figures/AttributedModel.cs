using System.Collections.Immutable;
using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Figures;

/// <summary>One model's attributions of an image by several methods.</summary>
/// <param name="Model">The model.</param>
/// <param name="Prediction">The name of the class that the model predicts for the image.</param>
/// <param name="Attributions">At least one, in the order of the columns.</param>
public sealed record AttributedModel(ModelName Model, string Prediction, ImmutableArray<MethodAttribution> Attributions);

/// <summary>The attribution of an image by one method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Values">The attribution, of the image's shape <c>[C, H, W]</c>: finite numbers of any scale and sign.</param>
public sealed record MethodAttribution(IAttribution<IConvolutionalNetwork> Method, ReadOnlyMemory<float> Values);
