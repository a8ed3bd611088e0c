using Reproduce.Core.Data;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>Pictures in rows and columns under a heading, each below its titles, and how a picture is brought to its size.</summary>
/// <param name="Side">
/// A column's width in pixels, and a picture's largest height. A picture is enlarged by the largest whole number that fits, so that its
/// pixels stay squares of one size.
/// </param>
/// <param name="Limit">
/// The longer side, at most <paramref name="Side"/>, above which a picture is scaled down to that length: photographs and noise hardly
/// compress, and figures are kept under version control.
/// </param>
/// <param name="Gap">Pixels between columns, and on the left and right of the page.</param>
/// <param name="HeadingHeight">Pixels above the first row.</param>
/// <param name="TitleHeight">Pixels for the titles above a row's pictures.</param>
/// <param name="RowGap">Pixels below a row.</param>
internal sealed record PictureGrid(int Side, int Limit, int Gap, int HeadingHeight, int TitleHeight, int RowGap)
{
    private const float FrameThickness = 1;

    private static readonly SKSamplingOptions Nearest = new(SKFilterMode.Nearest);
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>An empty page for rows of pictures.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="shapes">Shapes of all pictures; the tallest tells the height of the rows.</param>
    public FigurePage CreatePage(int rows, int columns, params IEnumerable<ImageShape> shapes)
    {
        var end = Corner(rows, columns, shapes);
        return new FigurePage(end.X, end.Y - TitleHeight);
    }

    /// <summary>The upper left corner of a picture's place, from which the picture is in the middle of the column's width.</summary>
    public SKPointI Corner(int row, int column, params IEnumerable<ImageShape> shapes)
    {
        var rowHeight = TitleHeight + shapes.Max(shape => SizeOf(shape.Width, shape.Height).Height) + RowGap;
        return new SKPointI(Gap + (column * (Side + Gap)), HeadingHeight + TitleHeight + (row * rowHeight));
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

    /// <summary>The size that a picture is shown in.</summary>
    private SKSizeI SizeOf(int width, int height)
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
}
