using Reproduce.Figures.Drawing;
using ScottPlot;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>
/// Figures 4, 12, 17, 21, 25, 29: the training losses of all 20 models by epoch. Each teacher has a colour of its own, and its four
/// students share one.
/// </summary>
public static class LossCurvesFigure
{
    private const int Width = 1500;
    private const int Height = 1040;
    private const float CurveWidth = 2;
    private const double Margin = 0.05;
    private const int RightMargin = 20;
    private const int RightLegendWidth = 340;

    /// <summary>Draws the losses of the toy models at one temperature (figures 17, 21, 25, 29).</summary>
    /// <param name="models">The 20 models in any order.</param>
    /// <param name="temperature">The temperature T, for the title.</param>
    /// <inheritdoc cref="Render(IReadOnlyList{LossCurve}, string, LegendPlace)"/>
    public static byte[] Render(IReadOnlyList<ToyModel> models, int temperature) =>
        Render([.. models.Select(model => new LossCurve(model.Name, model.EpochLosses))], ToyTitle(temperature));

    /// <summary>Draws the losses of all models of one data set.</summary>
    /// <param name="curves">The 20 models' curves in any order.</param>
    /// <param name="title">The title.</param>
    /// <param name="legend">Where the models' names are: beside the plot where curves run through its lower left corner.</param>
    /// <returns>A PNG of 1500 x 1040 pixels.</returns>
    /// <exception cref="ArgumentException">The curves are not those of the 20 models, or a loss is not a finite number.</exception>
    public static byte[] Render(IReadOnlyList<LossCurve> curves, string title, LegendPlace legend = LegendPlace.LowerLeft)
    {
        using var page = Compose(curves, title, legend);
        return page.ToPng();
    }

    internal static string ToyTitle(int temperature) => $"Training Losses by Epoch for All Models (T={temperature})";

    internal static FigurePage Compose(
        IReadOnlyList<LossCurve> curves, string title, LegendPlace legend = LegendPlace.LowerLeft)
    {
        var arranged = ModelGrid.Arrange(curves, curve => curve.Name);
        foreach (var curve in arranged)
        {
            Validate(curve);
        }

        var plot = PaperStyle.CreatePlot(title, "Epoch", "Loss", new TextSizes(Title: 22, Axis: 18, Ticks: 17));
        for (var i = 0; i < arranged.Count; i++)
        {
            AddCurve(plot, arranged[i], ColorOf(i));
        }

        SetLimits(plot, arranged);
        var right = ShowLegend(plot, legend);
        plot.Layout.Fixed(new PixelPadding(left: 78, right, bottom: 64, top: 44));

        var page = new FigurePage(Width, Height);
        page.Place(plot, SKRectI.Create(Width, Height));
        return page;
    }

    /// <returns>The width to the right of the plot that the legend needs, in pixels.</returns>
    private static int ShowLegend(Plot plot, LegendPlace place)
    {
        PaperStyle.ShowLegend(plot, Alignment.LowerLeft, size: 17);
        plot.Legend.SymbolWidth = 34;
        if (place == LegendPlace.LowerLeft)
        {
            return RightMargin;
        }

        plot.ShowLegend(Edge.Right);
        return RightLegendWidth;
    }

    private static Color ColorOf(int index)
    {
        var (row, column) = Math.DivRem(index, ModelGrid.Columns);
        return column == 0 ? PaperStyle.Teachers[row] : PaperStyle.Students[row];
    }

    private static void AddCurve(Plot plot, LossCurve curve, Color color)
    {
        var epochs = Enumerable.Range(1, curve.EpochLosses.Count).Select(epoch => (double)epoch).ToArray();
        var line = plot.Add.ScatterLine(epochs, [.. curve.EpochLosses], color);
        line.LineWidth = CurveWidth;
        line.LegendText = curve.Name;
    }

    private static void SetLimits(Plot plot, IReadOnlyList<LossCurve> curves)
    {
        var losses = curves.SelectMany(curve => curve.EpochLosses).ToList();
        var (bottom, top) = Widen(losses.Min(), losses.Max());
        var (left, right) = Widen(1, curves.Max(curve => curve.EpochLosses.Count));
        plot.Axes.Bottom.TickGenerator = PaperStyle.TicksFor(left, right);
        plot.Axes.Left.TickGenerator = PaperStyle.TicksFor(bottom, top);
        plot.Axes.SetLimits(left, right, bottom, top);
    }

    /// <summary>Adds the margin on both sides; a single value is given a range of 1 around it.</summary>
    private static (double Low, double High) Widen(double low, double high)
    {
        var margin = low == high ? 0.5 : Margin * (high - low);
        return (low - margin, high + margin);
    }

    private static void Validate(LossCurve curve)
    {
        if (curve.EpochLosses.Count == 0)
        {
            throw new ArgumentException($"A curve has the loss of at least one epoch, but {curve.Name} has none.", nameof(curve));
        }

        for (var i = 0; i < curve.EpochLosses.Count; i++)
        {
            if (!double.IsFinite(curve.EpochLosses[i]))
            {
                throw new ArgumentException(
                    $"A loss is a finite number, but that of epoch {i + 1} of {curve.Name} is {curve.EpochLosses[i]}: it diverged.",
                    nameof(curve));
            }
        }
    }
}
