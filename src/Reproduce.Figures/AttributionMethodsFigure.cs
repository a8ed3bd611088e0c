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
    private const int PictureSide = 320;
    private const int PictureLimit = 160;
    private const int Gap = 28;
    private const int HeadingHeight = 60;
    private const int TitleHeight = 50;
    private const int RowGap = 20;
    private const int TitleSize = 16;
    private const int LineHeight = 20;

    private static readonly PictureSlot Slot = new(PictureSide, PictureLimit);

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
    public static byte[] Render(AttributedImage image, IReadOnlyList<AttributedModel> models)
    {
        using var page = Compose(image, models);
        return page.ToPng();
    }

    /// <summary>A panel's upper left corner: a row for each model; column 0 is the image, from 1 on the methods.</summary>
    internal static SKPointI Corner(AttributedImage image, int row, int column)
    {
        var rowHeight = TitleHeight + Slot.SizeOf(image.Shape.Width, image.Shape.Height).Height + RowGap;
        return new SKPointI(Gap + (column * (PictureSide + Gap)), HeadingHeight + TitleHeight + (row * rowHeight));
    }

    internal static FigurePage Compose(AttributedImage image, IReadOnlyList<AttributedModel> models)
    {
        Validate(image, models);
        var methods = MethodsOf(models[0]);
        var end = Corner(image, models.Count, methods.Count + 1);
        var page = new FigurePage(end.X, end.Y - TitleHeight);
        var heading = new TextLine(
            $"Original Image and Attributions Using {AttributionHeading.List(methods)}", PaperStyle.HeadingSize, Bold: true);
        page.Write(heading.FitInto(page.Width - (2 * Gap)), new SKPoint(page.Width / 2f, 38));
        for (var row = 0; row < models.Count; row++)
        {
            PlaceRow(page, row, image, models[row]);
        }

        return page;
    }

    private static void PlaceRow(FigurePage page, int row, AttributedImage image, AttributedModel model)
    {
        // Two lines: names of classes can be long.
        var original = Slot.Place(page, SkiaImage.Of(image.Shape, image.Pixels.Span), Corner(image, row, column: 0));
        WriteTitle(page, $"Image {image.Index}: '{image.Label}'", original, line: 1);
        WriteTitle(page, $"(predicted '{model.Prediction}')", original, line: 0);

        for (var i = 0; i < model.Attributions.Length; i++)
        {
            var (method, values) = model.Attributions[i];
            var panel = AttributionPanel.Of(image, values.Span);
            var area = panel.Place(page, Slot, Corner(image, row, i + 1));
            WriteTitle(page, $"{model.Model}: {method}{panel.Remark}", area, line: 0);
        }
    }

    /// <summary>Writes a line above a picture, counted from the picture upwards.</summary>
    private static void WriteTitle(FigurePage page, string text, SKRectI area, int line) =>
        page.Write(new TextLine(text, TitleSize).FitInto(PictureSide), new SKPoint(area.MidX, area.Top - 9 - (line * LineHeight)));

    private static IReadOnlyList<IAttribution<IConvolutionalNetwork>> MethodsOf(AttributedModel model) =>
        [.. model.Attributions.Select(attribution => attribution.Method)];

    private static void Validate(AttributedImage image, IReadOnlyList<AttributedModel> models)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(models);
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
