namespace Reproduce.Figures;

/// <summary>One model's attribution of an image.</summary>
/// <param name="Prediction">The name of the class that the model predicts for the image.</param>
/// <param name="Values">The attribution, of the image's shape <c>[C, H, W]</c>: finite numbers of any scale and sign.</param>
public sealed record ModelAttribution(string Prediction, ReadOnlyMemory<float> Values);
