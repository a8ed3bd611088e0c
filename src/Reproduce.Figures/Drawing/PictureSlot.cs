using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>The column's width that a figure gives to a picture, and how the picture is brought to its size.</summary>
/// <param name="Side">
/// The width in pixels, and the largest height. A picture is enlarged by the largest whole number that fits, so that its pixels stay
/// squares of one size.
/// </param>
/// <param name="Limit">
/// The longer side, at most <paramref name="Side"/>, above which a picture is scaled down to that length: photographs and noise hardly
/// compress, and figures are kept under version control.
/// </param>
internal sealed record PictureSlot(int Side, int Limit)
{
    private const float FrameThickness = 1;

    private static readonly SKSamplingOptions Nearest = new(SKFilterMode.Nearest);
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>The size that a picture is shown in.</summary>
    public SKSizeI SizeOf(int width, int height)
    {
        var longer = Math.Max(width, height);
        if (longer <= Limit)
        {
            var factor = Side / longer;
            return new SKSizeI(width * factor, height * factor);
        }

        return new SKSizeI(Shrink(width), Shrink(height));

        int Shrink(int length) => Math.Max(1, (int)Math.Round((double)Limit * length / longer));
    }

    /// <summary>Places a picture, which the page then owns, with a thin black frame around it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="corner">The column's upper left corner; the picture is below it, in the middle of the column's width.</param>
    /// <returns>Where the picture is.</returns>
    public SKRectI Place(FigurePage page, SKImage picture, SKPointI corner)
    {
        var size = SizeOf(picture.Width, picture.Height);
        var area = SKRectI.Create(corner.X + ((Side - size.Width) / 2), corner.Y, size.Width, size.Height);
        page.Place(picture, area, Math.Max(picture.Width, picture.Height) > Limit ? Smooth : Nearest);
        page.Frame(area, SKColors.Black, FrameThickness);
        return area;
    }
}
