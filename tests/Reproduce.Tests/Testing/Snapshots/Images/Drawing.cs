using SkiaSharp;

namespace Reproduce.Tests.Testing.Snapshots.Images;

/// <summary>A small plot, drawn anew with one thing changed.</summary>
/// <param name="LineShift">Moves the diagonal line down, in pixels.</param>
/// <param name="LabelX">Left edge of the label, in pixels.</param>
/// <param name="Patch">Colour of the patch.</param>
/// <param name="Width">Width of the image in pixels.</param>
internal sealed record Drawing(float LineShift = 0, float LabelX = 20, uint Patch = 0xFF4682B4, int Width = 400)
{
    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap(Width, 300);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var line = new SKPaint { Color = SKColors.Black, StrokeWidth = 1.5f, IsAntialias = true, IsStroke = true };
        canvas.DrawLine(10, 250 + LineShift, 390, 60 + LineShift, line);
        using var fill = new SKPaint { Color = new SKColor(Patch), IsAntialias = true };
        canvas.DrawRect(300, 200, 60, 40, fill);
        DrawLabel(canvas);
        canvas.Flush();
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>Strokes in the size of five small letters: no font is needed for what a font's strokes do to a comparison.</summary>
    private void DrawLabel(SKCanvas canvas)
    {
        using var stroke = new SKPaint { Color = SKColors.Black, StrokeWidth = 1.2f, IsAntialias = true, IsStroke = true };
        for (var letter = 0; letter < 5; letter++)
        {
            var x = LabelX + (letter * 8);
            canvas.DrawOval(x + 2.5f, 26.5f, 2.5f, 3.5f, stroke);
            canvas.DrawLine(x + 5, 22, x + 5, 30, stroke);
        }
    }
}
