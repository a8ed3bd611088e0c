using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>
/// Figures 9, 16, 36 and 40, and the like for other methods: one method's attributions of an image by each of the 20 models, a row for
/// each teacher with the teacher first and then its students. Blue on the grey image is the absolute value of the attribution; the
/// darker, the more.
/// </summary>
public static class AttributionGridFigure
{
    private const int PictureSide = 224;
    private const int PictureLimit = 112;
    private const int Gap = 24;
    private const int HeadingHeight = 84;
    private const int TitleHeight = 44;
    private const int RowGap = 14;
    private const int TitleSize = 14;
    private const int PredictionSize = 13;

    private static readonly PictureSlot Slot = new(PictureSide, PictureLimit);

    /// <summary>Draws the figure.</summary>
    /// <param name="method">The method.</param>
    /// <param name="image">The image.</param>
    /// <param name="attributionOf">Gives the attribution of each of the 20 models.</param>
    /// <returns>
    /// A PNG 1264 pixels wide. Pictures of up to 112 pixels are enlarged pixel by pixel to at most 224; larger ones are scaled down to
    /// 112.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The number of values does not fit the shape, there are not 1 or 3 channels, or an attribution is not finite.
    /// </exception>
    public static byte[] Render(
        IAttribution<IConvolutionalNetwork> method, AttributedImage image, Func<ModelName, ModelAttribution> attributionOf)
    {
        using var page = Compose(method, image, attributionOf);
        return page.ToPng();
    }

    /// <summary>A panel's upper left corner.</summary>
    internal static SKPointI Corner(AttributedImage image, int row, int column)
    {
        var rowHeight = TitleHeight + Slot.SizeOf(image.Shape.Width, image.Shape.Height).Height + RowGap;
        return new SKPointI(Gap + (column * (PictureSide + Gap)), HeadingHeight + TitleHeight + (row * rowHeight));
    }

    internal static FigurePage Compose(
        IAttribution<IConvolutionalNetwork> method, AttributedImage image, Func<ModelName, ModelAttribution> attributionOf)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(attributionOf);
        SkiaImage.Validate(image.Shape, image.Pixels.Length, "image", nameof(image));
        ModelAttribution[] attributions = [.. Flavours.All.Select(attributionOf)];
        foreach (var (model, attribution) in Flavours.All.Zip(attributions))
        {
            AttributionHeat.Validate(image.Shape, attribution.Values.Span, model, method, nameof(attributionOf));
        }

        var end = Corner(image, ModelGrid.Rows, ModelGrid.Columns);
        var page = new FigurePage(end.X, end.Y - TitleHeight);
        WriteHeading(page, method, image);
        for (var i = 0; i < attributions.Length; i++)
        {
            var (row, column) = Math.DivRem(i, ModelGrid.Columns);
            PlacePanel(page, image, Flavours.All[i], attributions[i], Corner(image, row, column));
        }

        return page;
    }

    private static void WriteHeading(FigurePage page, IAttribution<IConvolutionalNetwork> method, AttributedImage image)
    {
        var heading = $"{AttributionHeading.GridName(method)} Attributions for All Teacher/Student Models";
        var note = $"Image {image.Index}: '{image.Label}'; predictions of another class are in bold";
        var width = page.Width - (2 * Gap);
        page.Write(new TextLine(heading, PaperStyle.HeadingSize, Bold: true).FitInto(width), new SKPoint(page.Width / 2f, 38));
        page.Write(new TextLine(note, PaperStyle.NoteSize).FitInto(width), new SKPoint(page.Width / 2f, 66));
    }

    private static void PlacePanel(
        FigurePage page, AttributedImage image, ModelName model, ModelAttribution attribution, SKPointI corner)
    {
        const int Width = PictureSide + (Gap / 2);
        var panel = AttributionPanel.Of(image, attribution.Values.Span);
        var area = panel.Place(page, Slot, corner);
        var name = new TextLine($"{model}{panel.Remark}", TitleSize);
        var isWrong = attribution.Prediction != image.Label;
        var prediction = new TextLine($"predicted '{attribution.Prediction}'", PredictionSize, Bold: isWrong);
        page.Write(name.FitInto(Width), new SKPoint(area.MidX, area.Top - 26));
        page.Write(prediction.FitInto(Width), new SKPoint(area.MidX, area.Top - 9));
    }
}
