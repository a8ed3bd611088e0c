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
    private const int TitleSize = 14;
    private const int PredictionSize = 13;

    internal static readonly PictureGrid Grid = new(Side: 224, Limit: 112, Gap: 24, HeadingHeight: 84, TitleHeight: 44, RowGap: 14);

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
        IAttribution<IConvolutionalNetwork> method, AttributedImage image, Func<ModelName, ModelAttribution> attributionOf) =>
        Compose(method, image, attributionOf).ToPng();

    internal static FigurePage Compose(
        IAttribution<IConvolutionalNetwork> method, AttributedImage image, Func<ModelName, ModelAttribution> attributionOf)
    {
        SkiaImage.Validate(image.Shape, image.Pixels.Length, "image", nameof(image));
        ModelAttribution[] attributions = [.. Flavours.All.Select(attributionOf)];
        foreach (var (model, attribution) in Flavours.All.Zip(attributions))
        {
            AttributionHeat.Validate(image.Shape, attribution.Values.Span, model, method, nameof(attributionOf));
        }

        var page = Grid.CreatePage(ModelGrid.Rows, ModelGrid.Columns, image.Shape);
        page.WriteHeading(
            $"{AttributionHeading.FullName(method)} of all models, with its cosine to the teacher's",
            Grid.Gap,
            $"Image {image.Index}: '{image.Label}'; predictions of another class are in bold");
        for (var i = 0; i < attributions.Length; i++)
        {
            var (row, column) = Math.DivRem(i, ModelGrid.Columns);
            PlacePanel(page, image, Flavours.All[i], attributions[i], Grid.Corner(row, column, image.Shape));
        }

        return page;
    }

    private static void PlacePanel(
        FigurePage page, AttributedImage image, ModelName model, ModelAttribution attribution, SKPointI corner)
    {
        var width = Grid.Side + (Grid.Gap / 2);
        var (area, remark) = AttributionOverlay.Place(page, Grid, corner, image, attribution.Values.Span);
        var cosine = attribution.CosineToTeacher is { } value ? FormattableString.Invariant($": {value:0.00}") : "";
        var name = new TextLine($"{model}{(remark.Length > 0 ? remark : cosine)}", TitleSize);
        var isWrong = attribution.Prediction != image.Label;
        var prediction = new TextLine($"predicted '{attribution.Prediction}'", PredictionSize, Bold: isWrong);
        page.Write(name.FitInto(width), new SKPoint(area.MidX, area.Top - 26));
        page.Write(prediction.FitInto(width), new SKPoint(area.MidX, area.Top - 9));
    }
}

/// <summary>One model's attribution of an image.</summary>
/// <param name="Prediction">The name of the class that the model predicts for the image.</param>
/// <param name="Values">The attribution, of the image's shape <c>[C, H, W]</c>: finite numbers of any scale and sign.</param>
/// <param name="CosineToTeacher">Its cosine with the attribution of the model's teacher, -1 to 1; null for a teacher.</param>
public sealed record ModelAttribution(string Prediction, ReadOnlyMemory<float> Values, double? CosineToTeacher);
