using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>
/// Figure 6: an image attacked by the weak version of an attack (above) and the CW-strong one (below); in each row the clean image, the
/// attacked one, and their difference.
/// </summary>
public static class AttackedImageFigure
{
    private const int RowTitleHeight = 34;
    private const int TitleHeight = 28;
    private const int RowTitleSize = 20;
    private const int TitleSize = 14;

    /// <summary>Row 0 is the weak version's; column 0 is the clean image, 1 the attacked one, 2 the difference.</summary>
    internal static readonly PictureGrid Grid =
        new(Side: 360, Limit: 160, Gap: 28, HeadingHeight: 56, RowTitleHeight + TitleHeight, RowGap: 26);

    /// <summary>Draws the figure.</summary>
    /// <param name="image">The image.</param>
    /// <returns>
    /// A PNG 1192 pixels wide. Pictures of up to 160 pixels are enlarged pixel by pixel to at most 360; larger ones, and their
    /// perturbations, are scaled down to 160.
    /// </returns>
    /// <exception cref="ArgumentException">The number of values does not fit the shape, or there are not 1 or 3 channels.</exception>
    public static byte[] Render(AttackedImage image) => Compose(image).ToPng();

    internal static FigurePage Compose(AttackedImage image)
    {
        SkiaImage.Validate(image.Shape, image.Clean.Pixels.Length, "clean image", nameof(image));
        SkiaImage.Validate(image.Shape, image.Weak.Pixels.Length, "weakly attacked image", nameof(image));
        SkiaImage.Validate(image.Shape, image.Strong.Pixels.Length, "strongly attacked image", nameof(image));

        var page = Grid.CreatePage(rows: 2, columns: 3, image.Shape);
        page.WriteHeading($"Image {image.Index} ('{image.Label}') under {image.Attack.Name}: weak and CW-strong", Grid.Gap);
        var amplification = Perturbation.Amplification(image.Clean.Pixels.Span, image.Weak.Pixels, image.Strong.Pixels);
        PlaceRow(page, row: 0, $"Weak {image.Attack.Name}", image, image.Weak, amplification);
        PlaceRow(page, row: 1, $"CW-strong {image.Attack.Name}", image, image.Strong, amplification);
        return page;
    }

    private static void PlaceRow(FigurePage page, int row, string title, AttackedImage image, PredictedImage attacked, float amplification)
    {
        var clean = image.Clean.Pixels.Span;
        var pixels = attacked.Pixels.Span;
        var corner = Grid.Corner(row, column: 0, image.Shape);
        var rowTitle = new TextLine(title, RowTitleSize, Bold: true, SKTextAlign.Left);
        page.Write(rowTitle.FitInto(Grid.Side), new SKPoint(corner.X, corner.Y - TitleHeight - 8));

        var moved = Perturbation.Percent(Perturbation.ShareMoved(image.Shape, clean, pixels));
        PlacePanel(0, "Before", $"predicted {image.Clean.Prediction}", clean);
        PlacePanel(1, "Attacked", $"predicted {attacked.Prediction}", pixels);
        PlacePanel(2, $"Change × {amplification:0}", $"{moved} of the pixels", Perturbation.Shade(clean, pixels, amplification));

        void PlacePanel(int column, string title, string text, ReadOnlySpan<float> values)
        {
            var area = Grid.Place(page, SkiaImage.Of(image.Shape, values), Grid.Corner(row, column, image.Shape));
            page.Write(new TextLine($"{title}: {text}", TitleSize).FitInto(Grid.Side), new SKPoint(area.MidX, area.Top - 9));
        }
    }
}
