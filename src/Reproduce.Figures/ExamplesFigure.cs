using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>Figure 10: ten images of a data set with their classes.</summary>
public static class ExamplesFigure
{
    private const int Columns = 5;
    private const int Rows = 2;
    private const int TitleSize = 17;

    internal static readonly PictureGrid Grid = new(Side: 192, Limit: 128, Gap: 24, HeadingHeight: 56, TitleHeight: 30, RowGap: 24);

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
    public static byte[] Render(string title, IReadOnlyList<ExamplePicture> pictures) => Compose(title, pictures).ToPng();

    internal static FigurePage Compose(string title, IReadOnlyList<ExamplePicture> pictures)
    {
        Validate(pictures);
        var shapes = pictures.Select(picture => picture.Shape).ToList();
        var page = Grid.CreatePage(Rows, Columns, shapes);
        page.WriteHeading(title, Grid.Gap);
        foreach (var (i, picture) in pictures.Index())
        {
            var corner = Grid.Corner(i / Columns, i % Columns, shapes);
            var area = Grid.Place(page, SkiaImage.Of(picture.Shape, picture.Pixels.Span), corner);
            var name = new TextLine(picture.ClassName, TitleSize).FitInto(Grid.Side + (Grid.Gap / 2));
            page.Write(name, new SKPoint(area.MidX, area.Top - 9));
        }

        return page;
    }

    private static void Validate(IReadOnlyList<ExamplePicture> pictures)
    {
        if (pictures.Count != Rows * Columns)
        {
            throw new ArgumentException(
                $"The figure shows {Rows * Columns} pictures, but {pictures.Count} were given.", nameof(pictures));
        }

        foreach (var (i, picture) in pictures.Index())
        {
            SkiaImage.Validate(picture.Shape, picture.Pixels.Length, $"picture {i}", nameof(pictures));
        }
    }
}
