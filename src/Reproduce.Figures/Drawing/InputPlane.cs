using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using ScottPlot;
using Box = Reproduce.Core.Data.Box;

namespace Reproduce.Figures.Drawing;

/// <summary>Plots of the toy set's input plane: x0 to the right, x1 upwards.</summary>
internal static class InputPlane
{
    private const double Margin = 0.05;
    private const double TickInterval = 2;
    private const float PointSize = 4;
    private const float MisclassifiedScale = 1.5f;
    private const float MisclassifiedEdge = 1.5f;

    /// <summary>The box with matplotlib's margin around it, so that no point is cut by the frame.</summary>
    public static Box WithMargin(Box box) => new(
        box.MinX0 - (Margin * box.Width),
        box.MaxX0 + (Margin * box.Width),
        box.MinX1 - (Margin * box.Height),
        box.MaxX1 + (Margin * box.Height));

    /// <summary>An empty plot whose axes end at the window's bounds.</summary>
    public static Plot Create(string title, Box window, TextSizes sizes)
    {
        var plot = PaperStyle.CreatePlot(title, "x0", "x1", sizes);
        plot.Axes.SetLimits(window.MinX0, window.MaxX0, window.MinX1, window.MaxX1);
        plot.Axes.Bottom.TickGenerator = PaperStyle.TicksEvery(TickInterval);
        plot.Axes.Left.TickGenerator = PaperStyle.TicksEvery(TickInterval);
        return plot;
    }

    /// <summary>A network's heatmap over the data's bounding box, with the data's points over it.</summary>
    public static Plot Heatmap(string title, ToyRing data, Perceptron network, Shading shading, TextSizes sizes)
    {
        var window = data.Bounds;
        var plot = Create(title, window, sizes);
        using var bitmap = DecisionHeatmap.Render(network, window, shading);

        // A pixel's centre is its grid point, and the outermost points lie on the bounds, so half a pixel lies outside.
        var halfWidth = window.Width / (bitmap.Width - 1) / 2;
        var halfHeight = window.Height / (bitmap.Height - 1) / 2;
        plot.Add.ImageRect(new Image(bitmap), new CoordinateRect(
            window.MinX0 - halfWidth, window.MaxX0 + halfWidth, window.MinX1 - halfHeight, window.MaxX1 + halfHeight));
        AddPoints(plot, data, PointSize);
        plot.HideLegend();
        return plot;
    }

    /// <summary>Draws all points of the set in their classes' colours, with an entry in the legend for each class.</summary>
    public static void AddPoints(Plot plot, ToyRing data, float size)
    {
        for (var label = 0; label < ToyRing.ClassCount; label++)
        {
            var points = Enumerable.Range(0, data.Count).Where(i => data.Labels[i] == label).Select(i => Point(data, i));
            var markers = plot.Add.Markers(points.ToArray(), MarkerShape.FilledCircle, size, FigureColors.Classes[label]);
            markers.LegendText = $"label = {label}";
        }
    }

    /// <summary>Draws all points in the colours of the classes that a network predicts; the wrong ones on top, with a black edge.</summary>
    /// <returns>The share of points that the network classifies correctly, 0 to 1.</returns>
    public static double AddPredictions(Plot plot, ToyRing data, Perceptron network, float size)
    {
        var logits = PointLogits.Of(network, data.X0.AsSpan(), data.X1.AsSpan());
        var correct = Enumerable.Range(0, data.Count).ToLookup(i => logits.PredictedClass(i) == data.Labels[i]);
        foreach (var isCorrect in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var points in correct[isCorrect].GroupBy(logits.PredictedClass).OrderBy(group => group.Key))
            {
                var markerSize = isCorrect ? size : MisclassifiedScale * size;
                var markers = plot.Add.Markers(
                    points.Select(i => Point(data, i)).ToArray(), MarkerShape.FilledCircle, markerSize, FigureColors.Classes[points.Key]);
                markers.MarkerStyle.OutlineColor = Colors.Black;
                markers.MarkerStyle.OutlineWidth = isCorrect ? 0 : MisclassifiedEdge;
            }
        }

        return logits.Accuracy(data.Labels.AsSpan());
    }

    private static Coordinates Point(ToyRing data, int index) => new(data.X0[index], data.X1[index]);
}
