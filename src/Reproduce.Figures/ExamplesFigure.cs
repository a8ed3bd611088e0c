using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>Figure 10: ten images of a data set with their classes.</summary>
public static class ExamplesFigure
{
    private const int Columns = 5;
    private const int Rows = 2;
    private const int PictureSide = 192;
    private const int PictureLimit = 128;
    private const int Gap = 24;
    private const int HeadingHeight = 56;
    private const int TitleHeight = 30;
    private const int TitleSize = 17;

    private static readonly PictureSlot Slot = new(PictureSide, PictureLimit);

    /// <summary>Draws the figure: the first five pictures above, the other five below.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="pictures">Ten pictures; their sizes may differ.</param>
    /// <returns>
    /// A PNG 1104 pixels wide. Pictures of up to 128 pixels are enlarged pixel by pixel to at most 192; larger ones are scaled down
    /// to 128.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// There are not ten pictures, a picture's values do not fit its shape, or it has not 1 or 3 channels.
    /// </exception>
    public static byte[] Render(string title, IReadOnlyList<ExamplePicture> pictures)
    {
        using var page = Compose(title, pictures);
        return page.ToPng();
    }

    /// <summary>The upper left corner of a picture's slot; the tallest picture tells the height of both rows.</summary>
    internal static SKPointI Corner(IReadOnlyList<ExamplePicture> pictures, int row, int column)
    {
        var tallest = pictures.Max(picture => Slot.SizeOf(picture.Shape.Width, picture.Shape.Height).Height);
        return new SKPointI(
            Gap + (column * (PictureSide + Gap)), HeadingHeight + TitleHeight + (row * (tallest + TitleHeight + Gap)));
    }

    internal static FigurePage Compose(string title, IReadOnlyList<ExamplePicture> pictures)
    {
        Validate(pictures);
        var width = Gap + (Columns * (PictureSide + Gap));
        var page = new FigurePage(width, Corner(pictures, Rows, column: 0).Y - TitleHeight);
        var heading = new TextLine(title, PaperStyle.HeadingSize, Bold: true);
        page.Write(heading.FitInto(width - (2 * Gap)), new SKPoint(width / 2f, 38));
        for (var i = 0; i < pictures.Count; i++)
        {
            var (row, column) = Math.DivRem(i, Columns);
            PlacePicture(page, pictures[i], Corner(pictures, row, column));
        }

        return page;
    }

    private static void PlacePicture(FigurePage page, ExamplePicture picture, SKPointI corner)
    {
        var area = Slot.Place(page, SkiaImage.Of(picture.Shape, picture.Pixels.Span), corner);
        var title = new TextLine(picture.ClassName, TitleSize).FitInto(PictureSide + (Gap / 2));
        page.Write(title, new SKPoint(area.MidX, area.Top - 9));
    }

    private static void Validate(IReadOnlyList<ExamplePicture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count != Rows * Columns)
        {
            throw new ArgumentException(
                $"The figure shows {Rows * Columns} pictures, but {pictures.Count} were given.", nameof(pictures));
        }

        for (var i = 0; i < pictures.Count; i++)
        {
            SkiaImage.Validate(pictures[i].Shape, pictures[i].Pixels.Length, $"picture {i}", nameof(pictures));
        }
    }
}
