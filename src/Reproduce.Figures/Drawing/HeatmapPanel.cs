using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using ScottPlot;

namespace Reproduce.Figures.Drawing;

/// <summary>The panel that several figures are made of: a network's heatmap with the data's points over it.</summary>
internal static class HeatmapPanel
{
    private const float PointSize = 4;

    /// <summary>Draws the panel over the data's bounding box.</summary>
    public static Plot Create(string title, ToyRing data, Perceptron network, Shading shading, TextSizes sizes)
    {
        var plot = InputPlane.Create(title, data.Bounds, sizes);
        InputPlane.AddHeatmap(plot, network, data.Bounds, shading);
        InputPlane.AddPoints(plot, data, PointSize);
        plot.HideLegend();
        return plot;
    }
}
