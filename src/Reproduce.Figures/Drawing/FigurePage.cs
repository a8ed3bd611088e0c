using System.Collections.Immutable;
using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>A figure under construction: a white page with plots, pictures and texts, drawn in the order of their placing.</summary>
internal sealed class FigurePage(int width, int height) : IDisposable
{
    private const int StrongestCompression = 9;

    // Flat areas compress best without a filter, gradients with differences along the row; libpng's own choice is worse for both.
    private static readonly ImmutableArray<SKPngEncoderFilterFlags> Filters = [SKPngEncoderFilterFlags.None, SKPngEncoderFilterFlags.Sub];

    private readonly List<Action<SKCanvas>> _content = [];
    private readonly List<IDisposable> _owned = [];

    /// <summary>Width in pixels.</summary>
    public int Width => width;

    /// <summary>Height in pixels.</summary>
    public int Height => height;

    /// <summary>Places a plot, which the page then owns.</summary>
    /// <param name="plot">The plot, of a fixed layout and with limits set.</param>
    /// <param name="area">Where, in pixels from the page's upper left corner, axes and title included.</param>
    public void Place(Plot plot, SKRectI area)
    {
        // A plot does not own the images within it.
        _owned.AddRange([.. plot.GetPlottables<ImageRect>().Select(heatmap => heatmap.Image).OfType<IDisposable>(), plot]);

        // The canvas is the whole page's: a plot that cleared it would erase its neighbours.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        _content.Add(canvas => plot.Render(canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top)));
    }

    /// <summary>Writes the figure's heading, in bold in the middle of the page's width.</summary>
    /// <param name="heading">The heading; it is fitted into the page's width.</param>
    /// <param name="margin">Pixels that stay free on the left and on the right.</param>
    /// <param name="note">A smaller line below it.</param>
    public void WriteHeading(string heading, int margin = 0, string? note = null)
    {
        WriteCentred(new TextLine(heading, PaperStyle.HeadingSize, Bold: true), baseline: 38);
        if (note is not null)
        {
            WriteCentred(new TextLine(note, PaperStyle.NoteSize), baseline: 66);
        }

        void WriteCentred(TextLine line, float baseline) => Write(line.FitInto(width - (2 * margin)), new SKPoint(width / 2f, baseline));
    }

    /// <summary>Places a line of text.</summary>
    /// <param name="line">The text.</param>
    /// <param name="at">The point of its baseline that its alignment names, in pixels from the page's upper left corner.</param>
    public void Write(TextLine line, SKPoint at) => _content.Add(canvas =>
    {
        using var font = line.CreateFont();
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(line.Text, at, line.Align, font, paint);
    });

    /// <summary>Places a picture, which the page then owns.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="area">Where, in pixels from the page's upper left corner.</param>
    /// <param name="sampling">How the picture is brought to the area's size.</param>
    public void Place(SKImage picture, SKRectI area, SKSamplingOptions sampling)
    {
        _owned.Add(picture);
        _content.Add(canvas => canvas.DrawImage(picture, SKRect.Create(picture.Width, picture.Height), area, sampling));
    }

    /// <summary>Fills an area with a colour.</summary>
    /// <param name="area">Where, in pixels from the page's upper left corner.</param>
    /// <param name="color">The colour.</param>
    public void Fill(SKRectI area, SKColor color) => _content.Add(canvas =>
    {
        using var paint = new SKPaint { Color = color };
        canvas.DrawRect(area, paint);
    });

    /// <summary>Draws a frame whose inner edge is the area's: nothing within is covered.</summary>
    /// <param name="area">What is framed, in pixels from the page's upper left corner.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">Thickness in pixels.</param>
    public void Frame(SKRect area, SKColor color, float thickness) => _content.Add(canvas =>
    {
        using var paint = new SKPaint { Color = color, Style = SKPaintStyle.Stroke, StrokeWidth = thickness };
        canvas.DrawRect(SKRect.Inflate(area, thickness / 2, thickness / 2), paint);
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

    /// <summary>
    /// The page as an opaque PNG of 8 bits a channel, as small as can be: figures are kept under version control. Disposes the page.
    /// </summary>
    public byte[] ToPng()
    {
        using var page = this;
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
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }
    }

    private byte[] Encode(SKPixmap pixels, SKPngEncoderFilterFlags filter)
    {
        using var png = pixels.Encode(new SKPngEncoderOptions(filter, StrongestCompression))
            ?? throw new InvalidOperationException($"The page of {width} x {height} pixels could not be encoded.");
        return png.ToArray();
    }
}
