using System.Collections.Immutable;
using Reproduce.Figures.Typefaces;
using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>A figure under construction: a white page with plots and lines of text, drawn in the order in which they were placed.</summary>
internal sealed class FigurePage(int width, int height) : IDisposable
{
    private const int StrongestCompression = 9;

    // Flat areas compress best without a filter, gradients with differences along the row; libpng's own choice is worse for both.
    private static readonly ImmutableArray<SKPngEncoderFilterFlags> Filters = [SKPngEncoderFilterFlags.None, SKPngEncoderFilterFlags.Sub];

    private readonly List<Action<SKCanvas>> _content = [];
    private readonly List<Plot> _plots = [];

    /// <summary>Width in pixels.</summary>
    public int Width => width;

    /// <summary>Height in pixels.</summary>
    public int Height => height;

    /// <summary>Places a plot, which the page then owns.</summary>
    /// <param name="plot">The plot, of a fixed layout and with limits set.</param>
    /// <param name="area">Where, in pixels from the page's upper left corner, axes and title included.</param>
    public void Place(Plot plot, SKRectI area)
    {
        _plots.Add(plot);

        // The canvas is the whole page's: a plot that cleared it would erase its neighbours.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        _content.Add(canvas => plot.Render(canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top)));
    }

    /// <summary>Places a line of text, centred on the page.</summary>
    /// <param name="text">The text.</param>
    /// <param name="baseline">Distance of its baseline from the page's upper edge, in pixels.</param>
    /// <param name="size">Font size in pixels.</param>
    /// <param name="bold">Whether in bold.</param>
    public void Write(string text, float baseline, float size, bool bold) => _content.Add(canvas =>
    {
        using var font = new SKFont(bold ? InterTypeface.Bold : InterTypeface.Regular, size) { Edging = SKFontEdging.Antialias };
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(text, width / 2f, baseline, SKTextAlign.Center, font, paint);
    });

    /// <summary>Draws the page.</summary>
    public void Draw(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        foreach (var draw in _content)
        {
            draw(canvas);
        }
    }

    /// <summary>The page as an opaque PNG of 8 bits a channel, as small as can be: figures are kept under version control.</summary>
    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            Draw(canvas);
        }

        using var pixels = bitmap.PeekPixels();
        return Filters.Select(filter => Encode(pixels, filter)).MinBy(png => png.Length)!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plot in _plots)
        {
            // A plot does not own the images within it.
            foreach (var heatmap in plot.GetPlottables<ImageRect>())
            {
                heatmap.Image?.Dispose();
            }

            plot.Dispose();
        }
    }

    private byte[] Encode(SKPixmap pixels, SKPngEncoderFilterFlags filter)
    {
        using var png = pixels.Encode(new SKPngEncoderOptions(filter, StrongestCompression))
            ?? throw new InvalidOperationException($"The page of {width} x {height} pixels could not be encoded.");
        return png.ToArray();
    }
}
