using Reproduce.Core.Attributions;
using Reproduce.Core.Networks;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>
/// Figures 7, 14, 33 to 35 and 37 to 39: an image, and beside it the attributions of a model by several methods. Blue on the grey image
/// is the absolute value of the attribution; the darker, the more. Further models have rows of their own.
/// </summary>
public static class AttributionMethodsFigure
{
    private const int TitleSize = 16;
    private const int LineHeight = 20;

    /// <summary>A row for each model; column 0 is the image, from 1 on the methods.</summary>
    internal static readonly PictureGrid Grid = new(Side: 320, Limit: 160, Gap: 28, HeadingHeight: 60, TitleHeight: 50, RowGap: 20);

    /// <summary>Draws the figure.</summary>
    /// <param name="image">The image.</param>
    /// <param name="models">At least one model, a row for each; all with the same methods in the same order.</param>
    /// <returns>
    /// A PNG, 1420 pixels wide for three methods. Pictures of up to 160 pixels are enlarged pixel by pixel to at most 320; larger ones are
    /// scaled down to 160.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// There is no model or no method, the methods of two models differ, the number of values does not fit the shape, there are not 1 or 3
    /// channels, or an attribution is not finite.
    /// </exception>
    public static byte[] Render(AttributedImage image, IReadOnlyList<AttributedModel> models) => Compose(image, models).ToPng();

    internal static FigurePage Compose(AttributedImage image, IReadOnlyList<AttributedModel> models)
    {
        Validate(image, models);
        var methods = MethodsOf(models[0]);
        var page = Grid.CreatePage(models.Count, methods.Length + 1, image.Shape);
        page.WriteHeading($"Attributions of one image: {AttributionHeading.List(methods)}", Grid.Gap);
        for (var row = 0; row < models.Count; row++)
        {
            PlaceRow(page, row, image, models[row]);
        }

        return page;
    }

    private static void PlaceRow(FigurePage page, int row, AttributedImage image, AttributedModel model)
    {
        // Two lines: names of classes can be long.
        var original = Grid.Place(page, SkiaImage.Of(image.Shape, image.Pixels.Span), Grid.Corner(row, column: 0, image.Shape));
        WriteTitle(page, $"Image {image.Index}: '{image.Label}'", original, line: 1);
        WriteTitle(page, $"predicted '{model.Prediction}'", original, line: 0);

        for (var i = 0; i < model.Attributions.Length; i++)
        {
            var (method, values) = model.Attributions[i];
            var (area, remark) = AttributionOverlay.Place(page, Grid, Grid.Corner(row, i + 1, image.Shape), image, values.Span);
            WriteTitle(page, $"{model.Model}", area, line: 1);
            WriteTitle(page, $"{AttributionHeading.FullName(method)}{remark}", area, line: 0);
        }
    }

    /// <summary>Writes a line above a picture, counted from the picture upwards.</summary>
    private static void WriteTitle(FigurePage page, string text, SKRectI area, int line) =>
        page.Write(new TextLine(text, TitleSize).FitInto(Grid.Side), new SKPoint(area.MidX, area.Top - 9 - (line * LineHeight)));

    private static IAttribution<IConvolutionalNetwork>[] MethodsOf(AttributedModel model) =>
        [.. model.Attributions.Select(attribution => attribution.Method)];

    private static void Validate(AttributedImage image, IReadOnlyList<AttributedModel> models)
    {
        SkiaImage.Validate(image.Shape, image.Pixels.Length, "image", nameof(image));
        if (models.Count == 0 || models[0].Attributions.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The figure shows at least one model with at least one attribution; give both.", nameof(models));
        }

        var methods = MethodsOf(models[0]);
        foreach (var model in models)
        {
            if (model.Attributions.IsDefault || !MethodsOf(model).SequenceEqual(methods))
            {
                throw new ArgumentException(
                    $"The columns are the methods of {models[0].Model}, {string.Join(", ", methods)}, but {model.Model} has "
                    + $"{(model.Attributions.IsDefaultOrEmpty ? "none" : string.Join(", ", MethodsOf(model)))}; expected the same.",
                    nameof(models));
            }

            foreach (var (method, values) in model.Attributions)
            {
                AttributionHeat.Validate(image.Shape, values.Span, model.Model, method, nameof(models));
            }
        }
    }
}
