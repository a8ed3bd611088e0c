using Reproduce.Figures.Drawing;
using ScottPlot;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>
/// Accuracy under an attack by how far it may change a pixel, a panel for each size of network: a curve that stays above 0 however far
/// that is shows an attack that fails, and not a network that resists.
/// </summary>
/// <remarks>Source: Carlini et al., "On evaluating adversarial robustness" (2019), which asks for such a figure of every defence.</remarks>
public static class EpsilonCurvesFigure
{
    private const int PanelWidth = 750;
    private const int PanelHeight = 746;
    private const int HeadingHeight = 84;
    private const int LegendHeight = 136;
    private const float CurveWidth = 2.5f;
    private const float MarkerSize = 9;

    /// <summary>Draws the panels side by side.</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="note">A line below it.</param>
    /// <param name="panels">One or more panels.</param>
    /// <returns>A PNG, 750 pixels wide for each panel and 830 high.</returns>
    /// <exception cref="ArgumentException">There is no panel, or an accuracy is not within 0 to 100.</exception>
    public static byte[] Render(string heading, string note, IReadOnlyList<EpsilonPanel> panels) => Compose(heading, note, panels).ToPng();

    internal static FigurePage Compose(string heading, string note, IReadOnlyList<EpsilonPanel> panels)
    {
        Validate(panels);
        var page = new FigurePage(panels.Count * PanelWidth, HeadingHeight + PanelHeight);
        page.WriteHeading(heading, margin: 20, note);
        foreach (var (i, panel) in panels.Index())
        {
            page.Place(PlotOf(panel), SKRectI.Create(i * PanelWidth, HeadingHeight, PanelWidth, PanelHeight));
        }

        return page;
    }

    private static Plot PlotOf(EpsilonPanel panel)
    {
        var plot = PaperStyle.CreatePlot(panel.Title, "Epsilon in 1/255", "Accuracy in %", new TextSizes(Title: 20, Axis: 18, Ticks: 16));
        foreach (var curve in panel.Curves)
        {
            var look = FigureColors.Compared[curve.Model];
            var line = plot.Add.Scatter(
                curve.Points.Select(point => point.Epsilon).ToArray(),
                curve.Points.Select(point => point.Accuracy).ToArray(),
                look.Color);
            line.LineWidth = CurveWidth;
            line.LinePattern = curve.IsDashed ? LinePattern.Dashed : LinePattern.Solid;
            line.MarkerSize = MarkerSize;
            // An open marker leaves the curve below it in sight.
            line.MarkerShape = curve.IsDashed ? look.Open : look.Filled;
            line.MarkerLineWidth = CurveWidth;
            line.LegendText = curve.Name;
        }

        var largest = panel.Curves.Max(curve => curve.Points.Max(point => point.Epsilon));
        plot.Axes.SetLimits(-0.02 * largest, 1.02 * largest, -3, 103);
        plot.Axes.Bottom.TickGenerator = PaperStyle.TicksFor(0, largest);
        plot.Axes.Left.TickGenerator = PaperStyle.TicksEvery(20);
        // Below the plot, for a masked model's curves may run anywhere above.
        PaperStyle.ShowLegend(plot, Alignment.UpperRight, size: 15);
        plot.ShowLegend(Edge.Bottom);
        plot.Layout.Fixed(new PixelPadding(left: 84, right: 20, bottom: 64 + LegendHeight, top: 40));
        return plot;
    }

    private static void Validate(IReadOnlyList<EpsilonPanel> panels)
    {
        if (panels.Count == 0)
        {
            throw new ArgumentException("The figure has at least one panel.", nameof(panels));
        }

        foreach (var curve in panels.SelectMany(panel => panel.Curves))
        {
            // Written so that NaN fails.
            if (curve.Points.FirstOrDefault(point => !(point.Accuracy is >= 0 and <= 100)) is { } wrong)
            {
                throw new ArgumentException(
                    $"An accuracy is within 0 to 100, but '{curve.Name}' has {wrong.Accuracy} at epsilon {wrong.Epsilon}.", nameof(panels));
            }
        }
    }
}

/// <summary>A panel of <see cref="EpsilonCurvesFigure"/>.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Curves">Its curves, one or more.</param>
public sealed record EpsilonPanel(string Title, IReadOnlyList<EpsilonCurve> Curves);

/// <summary>A curve of <see cref="EpsilonCurvesFigure"/>.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Model">The model's number in its panel, 0 to 2: curves of one model under two attacks share their colour.</param>
/// <param name="IsDashed">Whether it is dashed, as the second attack's curves are.</param>
/// <param name="Points">The points in the order of their epsilon, two or more.</param>
public sealed record EpsilonCurve(string Name, int Model, bool IsDashed, IReadOnlyList<EpsilonPoint> Points);

/// <summary>A point of <see cref="EpsilonCurve"/>.</summary>
/// <param name="Epsilon">The largest change of a pixel in levels of 1/255.</param>
/// <param name="Accuracy">The accuracy in percent.</param>
public sealed record EpsilonPoint(double Epsilon, double Accuracy);
