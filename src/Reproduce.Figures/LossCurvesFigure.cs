using Reproduce.Core.Models;
using Reproduce.Figures.Drawing;
using ScottPlot;

namespace Reproduce.Figures;

/// <summary>
/// Figures 4, 12, 17, 21, 25, 29: the training losses of all 20 models by epoch, a panel for each teacher and its students. Curves that
/// the paper has published may lie behind ours.
/// </summary>
public static class LossCurvesFigure
{
    private const float CurveWidth = 2;
    private const float TeacherWidth = 3.5f;
    private const double Margin = 0.05;

    private static readonly CurvePanels Layout = new(Left: 78, Right: 20, LegendWidth: 280, HeadingHeight: 84, PanelHeight: 440);

    /// <summary>Draws the losses of all models of one data set.</summary>
    /// <param name="title">The title.</param>
    /// <param name="note">A line below it.</param>
    /// <param name="lossesOf">Gives the mean loss of each epoch of each of the 20 models, from the first epoch on.</param>
    /// <param name="published">Curves that the paper has published, dashed and behind ours; none if left out.</param>
    /// <returns>A PNG of 1496 x 964 pixels.</returns>
    /// <exception cref="ArgumentException">A model has no losses, or a loss is not a finite number.</exception>
    public static byte[] Render(
        string title, string note, Func<ModelName, IReadOnlyList<double>> lossesOf, PublishedLosses? published = null) =>
        Compose(title, note, lossesOf, published).ToPng();

    internal static FigurePage Compose(
        string title, string note, Func<ModelName, IReadOnlyList<double>> lossesOf, PublishedLosses? published = null)
    {
        var ours = Flavours.All.ToDictionary(model => model, model => Validated(model, lossesOf(model)));
        var longest = ours.Values.Max(losses => losses.Count);

        // Published losses fill the width of ours: an epoch lies where its share of the training does.
        var paper = (published?.Curves ?? []).ToDictionary(
            curve => curve.Model,
            curve => curve.Points
                .Select(point => new Coordinates((double)point.Epoch * longest / published!.Epochs, point.Loss)).ToArray());
        var window = WindowOf([.. ours.Values.SelectMany(PointsOf), .. paper.Values.SelectMany(points => points)]);

        var page = Layout.CreatePage(Flavours.Teachers.Length);
        page.WriteHeading(title, Layout.Right, note);
        foreach (var (i, teacher) in Flavours.Teachers.Index())
        {
            // One legend is enough: the roles are the same in all panels.
            Layout.Place(page, Draw(teacher, ours, paper, window), i, i == CurvePanels.Columns - 1 ? (17, 40) : null);
        }

        return page;
    }

    private static Plot Draw(
        ModelName teacher,
        Dictionary<ModelName, IReadOnlyList<double>> ours,
        Dictionary<ModelName, Coordinates[]> paper,
        CoordinateRect window)
    {
        var plot = PaperStyle.CreatePlot(
            $"{teacher} and its students", "Epoch", "Loss", new TextSizes(Title: 19, Axis: 17, Ticks: 16));
        if (paper.TryGetValue(teacher, out var published))
        {
            Add(plot, published, FigureColors.Roles[0], TeacherWidth, LinePattern.Dashed, "the paper's teacher");
        }

        var isFirst = true;
        foreach (var (model, color) in Flavours.StudentsOf(teacher).Prepend(teacher).Zip(FigureColors.Roles))
        {
            var name = isFirst ? "teacher" : model.ToString().Replace($"_from_{teacher}", "", StringComparison.Ordinal);
            Add(plot, [.. PointsOf(ours[model])], color, isFirst ? TeacherWidth : CurveWidth, LinePattern.Solid, name);
            isFirst = false;
        }

        plot.Axes.Bottom.TickGenerator = PaperStyle.TicksFor(window.Left, window.Right);
        plot.Axes.Left.TickGenerator = PaperStyle.TicksFor(window.Bottom, window.Top);
        plot.Axes.SetLimits(window);
        return plot;
    }

    private static void Add(Plot plot, Coordinates[] points, Color color, float width, LinePattern pattern, string name)
    {
        var line = plot.Add.ScatterLine(points, color);
        line.LineWidth = width;
        line.LinePattern = pattern;
        line.LegendText = name;
    }

    private static IEnumerable<Coordinates> PointsOf(IReadOnlyList<double> losses) =>
        losses.Select((loss, i) => new Coordinates(i + 1, loss));

    /// <summary>The box of all points with a margin; a single value is given a range of 1 around it.</summary>
    private static CoordinateRect WindowOf(Coordinates[] points)
    {
        var (left, right) = Widen(points.Min(point => point.X), points.Max(point => point.X));
        var (bottom, top) = Widen(points.Min(point => point.Y), points.Max(point => point.Y));
        return new CoordinateRect(left, right, bottom, top);
    }

    private static (double Low, double High) Widen(double low, double high)
    {
        var margin = low == high ? 0.5 : Margin * (high - low);
        return (low - margin, high + margin);
    }

    private static IReadOnlyList<double> Validated(ModelName model, IReadOnlyList<double> losses)
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

        return losses;
    }
}

/// <summary>Curves of losses that the paper has published.</summary>
/// <param name="Epochs">Number of the paper's epochs, at least 1.</param>
/// <param name="Curves">The models that have a curve, with its points by rising epoch; epochs may be missing.</param>
public sealed record PublishedLosses(
    int Epochs, IReadOnlyList<(ModelName Model, IReadOnlyList<(int Epoch, double Loss)> Points)> Curves);
