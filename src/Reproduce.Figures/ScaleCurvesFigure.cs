using Reproduce.Figures.Drawing;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Reproduce.Figures;

/// <summary>
/// Accuracy under attack by the scale of the logits that the attack's loss sees: two panels a row, a curve for each model and each
/// arithmetic of the loss's derivative.
/// </summary>
public static class ScaleCurvesFigure
{
    private const double AxisMargin = 0.12;
    private const float CurveWidth = 2.5f;
    private const float MarkerSize = 9;

    private static readonly CurvePanels Layout = new(Left: 84, Right: 24, LegendWidth: 396, HeadingHeight: 78, PanelHeight: 430);

    /// <summary>Draws the figure.</summary>
    /// <param name="title">The title.</param>
    /// <param name="temperature">T: lines mark the scales 1/T, 1 and T.</param>
    /// <param name="panels">The panels, row by row, two a row.</param>
    /// <returns>A PNG of two panels and their legends in width.</returns>
    /// <exception cref="ArgumentException">
    /// Panels do not fill their rows, a panel has no curve or more than three, or a curve's points are fewer than two, not by rising scale
    /// or not of accuracies in 0 to 100.
    /// </exception>
    public static byte[] Render(string title, double temperature, IReadOnlyList<ScaleCurvesPanel> panels) =>
        Compose(title, temperature, panels).ToPng();

    internal static FigurePage Compose(string title, double temperature, IReadOnlyList<ScaleCurvesPanel> panels)
    {
        Validate(panels);
        var page = Layout.CreatePage(panels.Count);
        page.WriteHeading(
            title, note: "Solid: the loss's derivative in 32 bits, as attacks take it. Dashed: in 64 bits, without rounding.");
        foreach (var (i, panel) in panels.Index())
        {
            // Each row compares other models.
            var isLast = i % CurvePanels.Columns == CurvePanels.Columns - 1;
            Layout.Place(page, Draw(panel, temperature), i, isLast ? (16, 44) : null);
        }

        return page;
    }

    private static Plot Draw(ScaleCurvesPanel panel, double temperature)
    {
        var plot = PaperStyle.CreatePlot(
            panel.Title, "Logits are multiplied by", "Accuracy in %", new TextSizes(Title: 19, Axis: 17, Ticks: 16));
        foreach (var (name, scale) in new[] { ("1/T", 1 / temperature), ("1", 1), ("T", temperature) })
        {
            Mark(plot, name, Math.Log10(scale));
        }

        foreach (var (curve, look) in panel.Curves.Zip(FigureColors.Compared))
        {
            AddCurve(plot, curve.InDoublePrecision, look, isDashed: true, $"{curve.Model}, 64 bits");
            AddCurve(plot, curve.InSinglePrecision, look, isDashed: false, $"{curve.Model}, 32 bits");
        }

        double[] places = [.. panel.Curves.SelectMany(curve => curve.InSinglePrecision).Select(point => Math.Log10(point.Scale))];
        var (left, right) = (places.Min(), places.Max());
        plot.Axes.SetLimits(left - AxisMargin, right + AxisMargin, -4, 109);
        plot.Axes.Left.TickGenerator = PaperStyle.TicksEvery(20);
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. Decades(left, right).Select(power => new Tick(power, FormattableString.Invariant($"{Math.Pow(10, power):0.####}")))]);
        return plot;
    }

    private static void AddCurve(
        Plot plot,
        IReadOnlyList<ScalePoint> points,
        (Color Color, MarkerShape Filled, MarkerShape Open) look,
        bool isDashed,
        string name)
    {
        var curve = plot.Add.Scatter(
            points.Select(point => Math.Log10(point.Scale)).ToArray(),
            points.Select(point => point.Accuracy).ToArray(),
            look.Color);
        curve.LineWidth = CurveWidth;
        curve.LinePattern = isDashed ? LinePattern.Dashed : LinePattern.Solid;
        curve.MarkerShape = look.Filled;
        curve.MarkerSize = isDashed ? MarkerSize / 2 : MarkerSize;
        curve.LegendText = name;
    }

    /// <summary>A thin line at a scale that matters, named at its top.</summary>
    private static void Mark(Plot plot, string name, double place)
    {
        plot.Add.VerticalLine(place, 1, Color.FromHex("#999999"), LinePattern.Dotted);
        var label = plot.Add.Text(name, place, 108);
        label.LabelFontName = Typefaces.InterTypeface.Family;
        label.LabelFontSize = 14;
        label.LabelFontColor = Color.FromHex("#555555");
        label.OffsetX = 4;
    }

    private static IEnumerable<int> Decades(double left, double right)
    {
        // A hair more, so that a rounded logarithm does not lose the last decade.
        var (first, last) = ((int)Math.Ceiling(left - 1e-6), (int)Math.Floor(right + 1e-6));
        return Enumerable.Range(first, Math.Max(0, last - first + 1));
    }

    private static void Validate(IReadOnlyList<ScaleCurvesPanel> panels)
    {
        if (panels.Count == 0 || panels.Count % CurvePanels.Columns != 0)
        {
            throw new ArgumentException($"A row has {CurvePanels.Columns} panels, but {panels.Count} were given.", nameof(panels));
        }

        foreach (var panel in panels)
        {
            if (panel.Curves.Count < 1 || panel.Curves.Count > FigureColors.Compared.Length)
            {
                throw new ArgumentException(
                    $"A panel has 1 to {FigureColors.Compared.Length} models, but '{panel.Title}' has {panel.Curves.Count}.",
                    nameof(panels));
            }

            if (panel.Curves.FirstOrDefault(curve => !IsCurve(curve.InSinglePrecision) || !IsCurve(curve.InDoublePrecision)) is { } wrong)
            {
                throw new ArgumentException(
                    $"A curve has two points or more, of rising scales and accuracies of 0 to 100, but {wrong.Model} has not.",
                    nameof(panels));
            }
        }
    }

    // Written so that NaN fails.
    private static bool IsCurve(IReadOnlyList<ScalePoint> points) =>
        points.Count >= 2
        && points.All(point => point is { Scale: > 0, Accuracy: >= 0 and <= 100 })
        && points.Zip(points.Skip(1)).All(pair => pair.Second.Scale > pair.First.Scale);
}

/// <summary>A panel of <see cref="ScaleCurvesFigure"/>.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Curves">The models, one to three.</param>
public sealed record ScaleCurvesPanel(string Title, IReadOnlyList<ScaleCurve> Curves);

/// <summary>A model's two curves.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="InSinglePrecision">With the loss's derivative in 32 bits, by rising scale.</param>
/// <param name="InDoublePrecision">With a derivative in 64 bits, by rising scale.</param>
public sealed record ScaleCurve(
    string Model, IReadOnlyList<ScalePoint> InSinglePrecision, IReadOnlyList<ScalePoint> InDoublePrecision);

/// <summary>A point of a curve.</summary>
/// <param name="Scale">What the logits are multiplied by, above 0.</param>
/// <param name="Accuracy">Accuracy in percent.</param>
public readonly record struct ScalePoint(double Scale, double Accuracy);
