using ScottPlot;
using SkiaSharp;
using Box = Reproduce.Core.Data.Box;

namespace Reproduce.Figures.Drawing;

/// <summary>Panels of one size in rows and columns under a heading; each shows the same window with equal units on both axes.</summary>
/// <param name="Columns">Number of columns.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="PanelWidth">Width of a panel with its axes, in pixels.</param>
/// <param name="HeadingHeight">Height above the first row, in pixels.</param>
/// <param name="Window">The window of the input plane.</param>
internal sealed record PanelLayout(int Columns, int Rows, int PanelWidth, int HeadingHeight, Box Window)
{
    private const int Left = 52;
    private const int Right = 24;
    private const int Bottom = 46;
    private const int Top = 30;

    private int DataWidth => PanelWidth - Left - Right;

    private int DataHeight => (int)Math.Round(DataWidth * Window.Height / Window.Width);

    private int PanelHeight => DataHeight + Top + Bottom;

    /// <summary>A page with plots in the panels, row by row.</summary>
    public FigurePage Compose(string heading, IEnumerable<Plot> plots, string? note = null)
    {
        var page = new FigurePage(Columns * PanelWidth, HeadingHeight + (Rows * PanelHeight));
        page.WriteHeading(heading, note: note);
        foreach (var (index, plot) in plots.Index())
        {
            var (row, column) = Math.DivRem(index, Columns);
            plot.Layout.Fixed(new PixelPadding(Left, Right, Bottom, Top));
            page.Place(plot, SKRectI.Create(column * PanelWidth, HeadingHeight + (row * PanelHeight), PanelWidth, PanelHeight));
        }

        return page;
    }

    /// <summary>Where a panel shows a point of the window, in pixels from the page's upper left corner.</summary>
    public SKPointI Locate(int row, int column, double x0, double x1) => new(
        (column * PanelWidth) + Left + (int)((x0 - Window.MinX0) / Window.Width * DataWidth),
        HeadingHeight + (row * PanelHeight) + Top + (int)((Window.MaxX1 - x1) / Window.Height * DataHeight));
}
