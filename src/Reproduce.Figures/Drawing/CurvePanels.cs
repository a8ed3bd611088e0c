using ScottPlot;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>Plots of curves under a heading, two a row, with the room for a legend to the right of the second.</summary>
/// <param name="Left">Pixels of a panel for its vertical axis.</param>
/// <param name="Right">Pixels to the right of a plot without legend.</param>
/// <param name="LegendWidth">Pixels to the right of the plots of the second column.</param>
/// <param name="HeadingHeight">Pixels above the first row.</param>
/// <param name="PanelHeight">Pixels of a row.</param>
internal sealed record CurvePanels(int Left, int Right, int LegendWidth, int HeadingHeight, int PanelHeight)
{
    /// <summary>Panels a row.</summary>
    public const int Columns = 2;

    private const int PlotWidth = 520;
    private const int Bottom = 62;
    private const int Top = 40;

    private int PanelWidth => Left + PlotWidth + Right;

    /// <summary>An empty page for rows of panels.</summary>
    /// <param name="panels">Number of panels, which fill their rows.</param>
    public FigurePage CreatePage(int panels) =>
        new((Columns * PanelWidth) + LegendWidth - Right, HeadingHeight + (panels / Columns * PanelHeight));

    /// <summary>Places a plot, which the page then owns.</summary>
    /// <param name="page">The page.</param>
    /// <param name="plot">The plot, with its limits set.</param>
    /// <param name="index">Its place, row by row.</param>
    /// <param name="legend">Font size and width of the symbols of a legend in the second column, in pixels; null for none.</param>
    public void Place(FigurePage page, Plot plot, int index, (float Size, float SymbolWidth)? legend)
    {
        var (row, column) = Math.DivRem(index, Columns);
        var isLast = column == Columns - 1;
        if (legend is var (size, symbolWidth))
        {
            PaperStyle.ShowLegend(plot, Alignment.MiddleRight, size);
            plot.Legend.SymbolWidth = symbolWidth;
            plot.ShowLegend(Edge.Right);
        }
        else
        {
            plot.HideLegend();
        }

        plot.Layout.Fixed(new PixelPadding(Left, isLast ? LegendWidth : Right, Bottom, Top));
        page.Place(
            plot,
            SKRectI.Create(
                column * PanelWidth,
                HeadingHeight + (row * PanelHeight),
                isLast ? PanelWidth + LegendWidth - Right : PanelWidth,
                PanelHeight));
    }
}
