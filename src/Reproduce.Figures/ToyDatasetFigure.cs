using Reproduce.Core.Data;
using Reproduce.Figures.Drawing;
using ScottPlot;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>Figure 1: the toy set's points in their classes' colours.</summary>
public static class ToyDatasetFigure
{
    private const int Size = 1000;

    /// <summary>Draws the figure.</summary>
    /// <param name="data">The toy set.</param>
    /// <returns>A PNG of 1000 x 1000 pixels.</returns>
    public static byte[] Render(ToyRing data) => Compose(data).ToPng();

    internal static FigurePage Compose(ToyRing data)
    {
        var sizes = new TextSizes(Title: 26, Axis: 18, Ticks: 17, BoldTitle: true);
        var plot = InputPlane.Create("Toy Data", InputPlane.WithMargin(data.Bounds), sizes);
        plot.Axes.Bottom.TickGenerator = PaperStyle.TicksEvery(1);
        InputPlane.AddPoints(plot, data, size: 11);
        PaperStyle.ShowLegend(plot, Alignment.UpperRight, size: 17);
        plot.Layout.Fixed(new PixelPadding(left: 70, right: 20, bottom: 64, top: 48));

        var page = new FigurePage(Size, Size);
        page.Place(plot, SKRectI.Create(Size, Size));
        return page;
    }
}
