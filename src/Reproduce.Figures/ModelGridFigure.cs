using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Figures.Drawing;
using ScottPlot;

namespace Reproduce.Figures;

/// <summary>
/// Figures 18 to 20 and their likes at other temperatures: a panel for each of the 20 toy models, a row for each teacher (RT_temp1,
/// FT_temp1, RT_tempT, FT_tempT), with the teacher first and then its students RS_temp1, FS_temp1, RS_tempT, FS_tempT.
/// </summary>
public static class ModelGridFigure
{
    private const int PanelWidth = 260;
    private const int HeadingHeight = 56;
    private const int HeadingAndNoteHeight = 84;
    private const float PointSize = 4.5f;

    /// <summary>Figures 18, 22, 26, 30: the colours of the three classes, mixed by their probabilities at temperature 1.</summary>
    /// <param name="data">The toy set; its bounding box is the window, and its points are drawn over the heatmaps.</param>
    /// <param name="networkOf">Gives the network of each of the 20 models.</param>
    /// <param name="temperature">The temperature T, for the heading.</param>
    /// <returns>A PNG 1300 pixels wide.</returns>
    public static byte[] DecisionHeatmaps(ToyRing data, Func<ModelName, Perceptron> networkOf, int temperature) =>
        ComposeHeatmaps(data, networkOf, temperature, Shading.Probabilities).ToPng();

    /// <summary>Figures 19, 23, 27, 31: the colour of the most probable class.</summary>
    /// <inheritdoc cref="DecisionHeatmaps"/>
    public static byte[] RoundedBoundaries(ToyRing data, Func<ModelName, Perceptron> networkOf, int temperature) =>
        ComposeHeatmaps(data, networkOf, temperature, Shading.Rounded).ToPng();

    /// <summary>Figures 20, 24, 28, 32: the points in the colours of their predicted classes, and the accuracy.</summary>
    /// <inheritdoc cref="DecisionHeatmaps"/>
    public static byte[] Accuracies(ToyRing data, Func<ModelName, Perceptron> networkOf, int temperature) =>
        ComposeAccuracies(data, networkOf, temperature).ToPng();

    internal static PanelLayout HeatmapLayout(ToyRing data) =>
        new(ModelGrid.Columns, ModelGrid.Rows, PanelWidth, HeadingHeight, data.Bounds);

    internal static PanelLayout AccuracyLayout(ToyRing data) =>
        HeatmapLayout(data) with { HeadingHeight = HeadingAndNoteHeight, Window = InputPlane.WithMargin(data.Bounds) };

    internal static FigurePage ComposeHeatmaps(ToyRing data, Func<ModelName, Perceptron> networkOf, int temperature, Shading shading)
    {
        var subject = shading == Shading.Rounded ? "Regions of the predicted class" : "Class probabilities";
        return HeatmapLayout(data).Compose(
            $"{subject}, all models (T = {temperature})",
            Flavours.All.Select(model =>
                InputPlane.Heatmap(model.ToString(), data, networkOf(model), shading, TextSizes.SmallPanel)));
    }

    internal static FigurePage ComposeAccuracies(ToyRing data, Func<ModelName, Perceptron> networkOf, int temperature) =>
        AccuracyLayout(data).Compose(
            $"Predicted classes and accuracies, all models (T = {temperature})",
            Flavours.All.Select(model => AccuracyPanel(model, networkOf(model), data)),
            "Points in the colour of the predicted class; misclassified points are larger, with a black edge");

    private static Plot AccuracyPanel(ModelName model, Perceptron network, ToyRing data)
    {
        var plot = InputPlane.Create(model.ToString(), InputPlane.WithMargin(data.Bounds), TextSizes.SmallPanel);
        var accuracy = InputPlane.AddPredictions(plot, data, network, PointSize);
        plot.Axes.Title.Label.Text = $"{model}: {100 * accuracy:0.00}%";
        return plot;
    }
}
