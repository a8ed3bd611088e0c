using SkiaSharp;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>
/// The scene, filled with polygons. Corners are rounded to 1/64 pixel, the grid on which Skia's fills work in whole
/// numbers, and a pixel belongs to a polygon or not: no colour is ever mixed here.
/// </summary>
internal sealed class SignCanvas : IDisposable
{
    private const double Grid = 64;

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKPaint _paint = new() { IsAntialias = false, Style = SKPaintStyle.Fill };

    /// <summary>A scene of this many rows and columns.</summary>
    public SignCanvas(int side)
    {
        Side = side;
        _bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        _canvas = new SKCanvas(_bitmap);
    }

    /// <summary>Rows and columns.</summary>
    public int Side { get; }

    /// <summary>The pixels, each of the bytes red, green, blue and one to ignore, row after row.</summary>
    public ReadOnlySpan<byte> Pixels => _bitmap.GetPixelSpan();

    /// <summary>Covers everything with a colour.</summary>
    public void Clear(Paint paint) => _canvas.Clear(ToSkia(paint));

    /// <summary>Fills a polygon.</summary>
    /// <param name="corners">The corners; the scene is the unit square.</param>
    /// <param name="paint">The colour.</param>
    public void Fill(IEnumerable<SignPoint> corners, Paint paint)
    {
        using var path = new SKPath();
        path.AddPoly([.. corners.Select(corner => new SKPoint(OnGrid(corner.X), OnGrid(corner.Y)))], close: true);
        _paint.Color = ToSkia(paint);
        _canvas.DrawPath(path, _paint);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _paint.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private float OnGrid(double share) => (float)(Math.Round(share * Side * Grid) / Grid);

    private static SKColor ToSkia(Paint paint) => new(paint.Red, paint.Green, paint.Blue);
}
