using Reproduce.Core.Data;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>The picture of an attribution over its image.</summary>
/// <param name="Blended">Red, green and blue, shape <c>[3, H, W]</c>, 0 to 255.</param>
/// <param name="Shape">The picture's shape.</param>
/// <param name="IsEmpty">Whether the attribution is zero everywhere, so that the picture shows nothing but the pale image.</param>
internal sealed record AttributionPanel(ReadOnlyMemory<byte> Blended, ImageShape Shape, bool IsEmpty)
{
    private const int Rgb = 3;

    /// <summary>What a title adds to say that there is nothing to see.</summary>
    public string Remark => IsEmpty ? " (no attribution)" : string.Empty;

    /// <summary>The picture of an attribution.</summary>
    /// <param name="image">The image.</param>
    /// <param name="values">The attribution, of the image's shape <c>[C, H, W]</c>, finite.</param>
    public static AttributionPanel Of(AttributedImage image, ReadOnlySpan<float> values)
    {
        var heat = AttributionHeat.Of(image.Shape, values);
        var blended = AttributionOverlay.Blend(image.Shape, image.Pixels.Span, heat);
        return new AttributionPanel(blended, image.Shape with { Channels = Rgb }, IsEmpty: heat.All(share => share == 0));
    }

    /// <summary>Places the picture, which the page then owns.</summary>
    /// <returns>Where the picture is.</returns>
    public SKRectI Place(FigurePage page, PictureSlot slot, SKPointI corner) =>
        slot.Place(page, SkiaImage.Of(Shape, Blended.Span), corner);
}
