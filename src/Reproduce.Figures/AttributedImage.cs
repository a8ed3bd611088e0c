using Reproduce.Core.Data;

namespace Reproduce.Figures;

/// <summary>An image whose classification is explained.</summary>
/// <param name="Index">The image's index in the test split.</param>
/// <param name="Label">The name of its class.</param>
/// <param name="Shape">Its shape, with 1 or 3 channels.</param>
/// <param name="Pixels">Its pixels before any normalization, shape <c>[C, H, W]</c>, 0 to 1; values outside are clipped.</param>
public sealed record AttributedImage(int Index, string Label, ImageShape Shape, ReadOnlyMemory<float> Pixels);
