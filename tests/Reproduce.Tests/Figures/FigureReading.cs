using System.Globalization;
using System.Xml.Linq;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

/// <summary>Reads back what a figure shows.</summary>
internal static class FigureReading
{
    /// <summary>The figure's texts in the order in which they are drawn, each with its font's attributes, from its vector form.</summary>
    public static IReadOnlyList<FigureText> Texts(FigurePage page)
    {
        // A plot's first drawing is two, of which the second covers the first: to the picture no difference, to its list of texts one.
        using (var nowhere = new SKNoDrawCanvas(page.Width, page.Height))
        {
            page.Draw(nowhere);
        }

        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(page.Width, page.Height), stream))
        {
            page.Draw(canvas);
        }

        stream.Position = 0;
        return
        [
            .. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "text").Select(element => new FigureText(
                element.Value.Trim(),
                element.Attribute("font-family")?.Value,
                element.Attribute("font-weight")?.Value,
                float.Parse(element.Attribute("font-size")!.Value, CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>The pixels of a PNG, in its own colour type.</summary>
    public static SKBitmap Pixels(byte[] png) => SKBitmap.Decode(png);
}

/// <summary>A text of a figure.</summary>
/// <param name="Text">The text.</param>
/// <param name="Family">Its typeface.</param>
/// <param name="Weight">Null unless in bold.</param>
/// <param name="Size">Font size in pixels.</param>
internal sealed record FigureText(string Text, string? Family, string? Weight, float Size)
{
    /// <summary>Its width in pixels.</summary>
    public float Width => new TextLine(Text, Size, Bold: Weight is not null).Width;
}
