using Reproduce.Core.Models;
using Reproduce.Figures.Drawing;
using ScottPlot;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>
/// Figures 4, 12, 17, 21, 25, 29: the training losses of all 20 models by epoch. Each teacher has a colour of its own, and its four
/// students share one. Curves that the paper has published may lie behind ours.
/// </summary>
public static class LossCurvesFigure
{
    private const int Width = 1500;
    private const int Height = 1040;
    private const float CurveWidth = 2;
    private const double Margin = 0.05;
    private const int RightMargin = 20;
    private const int RightLegendWidth = 340;

    /// <summary>Draws the losses of all models of one data set.</summary>
    /// <param name="title">The title.</param>
    /// <param name="lossesOf">Gives the mean loss of each epoch of each of the 20 models, from the first epoch on.</param>
    /// <param name="legend">Where the models' names are: beside the plot where curves run through its lower left corner.</param>
    /// <param name="published">Curves that the paper has published, dashed and behind ours; none if left out.</param>
    /// <returns>A PNG of 1500 x 1040 pixels.</returns>
    /// <exception cref="ArgumentException">A model has no losses, or a loss is not a finite number.</exception>
    public static byte[] Render(
        string title, Func<ModelName, IReadOnlyList<double>> lossesOf, LegendPlace legend, PublishedLosses? published = null) =>
        Compose(title, lossesOf, legend, published).ToPng();

    internal static FigurePage Compose(
        string title, Func<ModelName, IReadOnlyList<double>> lossesOf, LegendPlace legend, PublishedLosses? published = null)
    {
        (ModelName Model, IReadOnlyList<double> Losses)[] curves = [.. Flavours.All.Select(model => (model, lossesOf(model)))];
        foreach (var (model, losses) in curves)
        {
            Validate(model, losses);
        }

        var plot = PaperStyle.CreatePlot(
            title, published is null ? "Epoch" : $"Epoch ({published.Note})", "Loss", new TextSizes(Title: 22, Axis: 18, Ticks: 17));
        var longest = curves.Max(curve => curve.Losses.Count);
        foreach (var (model, points) in published?.Curves ?? [])
        {
            // Published losses fill the width of ours: an epoch lies where its share of the training does.
            double[] epochs = [.. points.Select(point => (double)point.Epoch * longest / published!.Epochs)];
            var line = plot.Add.ScatterLine(epochs, [.. points.Select(point => point.Loss)], ColorOf(Flavours.All.IndexOf(model)));
            line.LineWidth = CurveWidth;
            line.LinePattern = LinePattern.Dashed;
            line.LegendText = $"{model}, the paper's";
        }

        foreach (var (i, (model, losses)) in curves.Index())
        {
            double[] epochs = [.. Enumerable.Range(1, losses.Count)];
            var line = plot.Add.ScatterLine(epochs, [.. losses], ColorOf(i));
            line.LineWidth = CurveWidth;
            line.LegendText = model.ToString();
        }

        double[] values =
        [
            .. curves.SelectMany(curve => curve.Losses),
            .. (published?.Curves ?? []).SelectMany(curve => curve.Points.Select(point => point.Loss)),
        ];
        SetLimits(plot, first: published is null ? 1 : Math.Min(1, (double)longest / published.Epochs), longest, values);
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

    private static void SetLimits(Plot plot, double first, double last, double[] losses)
    {
        var (bottom, top) = Widen(losses.Min(), losses.Max());
        var (left, right) = Widen(first, last);
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

    private static void Validate(ModelName model, IReadOnlyList<double> losses)
    {
        if (losses.Count == 0)
        {
            throw new ArgumentException($"A curve has the loss of at least one epoch, but {model} has none.", nameof(losses));
        }

        if (losses.ToList().FindIndex(loss => !double.IsFinite(loss)) is >= 0 and var i)
        {
            throw new ArgumentException(
                $"A loss is a finite number, but that of epoch {i + 1} of {model} is {losses[i]}: its training diverged.", nameof(losses));
        }
    }
}

/// <summary>Curves of losses that the paper has published.</summary>
/// <param name="Epochs">Number of the paper's epochs, at least 1.</param>
/// <param name="Note">What is to be known of them, on the horizontal axis.</param>
/// <param name="Curves">The models that have a curve, with its points by rising epoch; epochs may be missing.</param>
public sealed record PublishedLosses(
    int Epochs, string Note, IReadOnlyList<(ModelName Model, IReadOnlyList<(int Epoch, double Loss)> Points)> Curves);

/// <summary>Where a figure of curves has its legend.</summary>
public enum LegendPlace
{
    /// <summary>Within the plot, in its lower left corner, as in the paper's figures of the toy models.</summary>
    LowerLeft,

    /// <summary>Beside the plot: it hides no curve, wherever the curves run.</summary>
    RightOfPlot,
}
