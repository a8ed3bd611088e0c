using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>Figure 10: ten images of a data set with their classes.</summary>
public static class ExamplesFigure
{
    private const int Columns = 5;
    private const int Rows = 2;
    private const int TitleSize = 17;
    private const int LineHeight = 20;
    private const int LargestLines = 2;

    internal static readonly PictureGrid Grid =
        new(Side: 192, Limit: 128, Gap: 24, HeadingHeight: 56, TitleHeight: 30 + LineHeight, RowGap: 20);

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
            WriteName(page, picture.ClassName, new SKPoint(area.MidX, area.Top - 9));
        }

        return page;
    }

    /// <summary>Writes a name on up to two lines, the last of which is at the point.</summary>
    private static void WriteName(FigurePage page, string name, SKPoint at)
    {
        var width = Grid.Side + (Grid.Gap / 2);
        var lines = new TextLine(name, TitleSize).Wrap(width);
        lines = lines.Length <= LargestLines ? lines : [new TextLine(name, TitleSize)];
        foreach (var (i, line) in lines.Reverse().Index())
        {
            page.Write(line.FitInto(width), at with { Y = at.Y - (i * LineHeight) });
        }
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
