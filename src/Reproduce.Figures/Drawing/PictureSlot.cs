using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>The square that a figure gives to a picture, and how the picture is brought to its size.</summary>
/// <param name="Side">Its side in pixels; a picture that fits is enlarged by a whole number, so that every pixel stays a square.</param>
/// <param name="ShrunkSide">The longer side that a picture too large is scaled down to; photographs compress badly.</param>
internal sealed record PictureSlot(int Side, int ShrunkSide)
{
    private const float FrameThickness = 1;

    private static readonly SKSamplingOptions Nearest = new(SKFilterMode.Nearest);
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>The size that a picture is shown in.</summary>
    public SKSizeI SizeOf(int width, int height)
    {
        var longer = Math.Max(width, height);
        if (longer <= Side)
        {
            var factor = Side / longer;
            return new SKSizeI(width * factor, height * factor);
        }

        var scale = (double)ShrunkSide / longer;
        return new SKSizeI(Scaled(width), Scaled(height));

        int Scaled(int length) => Math.Max(1, (int)Math.Round(length * scale));
    }

    /// <summary>Places a picture, which the page then owns, in the middle of a square, with a thin black frame around it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="corner">The square's upper left corner, in pixels from the page's.</param>
    /// <returns>Where the picture is.</returns>
    public SKRectI Place(FigurePage page, SKImage picture, SKPointI corner)
    {
        var size = SizeOf(picture.Width, picture.Height);
        var area = SKRectI.Create(
            corner.X + ((Side - size.Width) / 2), corner.Y + ((Side - size.Height) / 2), size.Width, size.Height);
        page.Place(picture, area, Math.Max(picture.Width, picture.Height) > Side ? Smooth : Nearest);
        page.Frame(area, SKColors.Black, FrameThickness);
        return area;
    }
}
