using Reproduce.Core.Data;
using Reproduce.Figures.Drawing;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>Figure 11: how many images each class has, with the training and the test split side by side.</summary>
public static class ClassCountsFigure
{
    private const int Width = 1500;
    private const int Height = 760;
    private const int MinimalClasses = 2;
    private const int MaximalClasses = 60;
    private const int ClassesWithNames = 20;
    private const int NamesHeight = 190;
    private const int NumbersHeight = 80;
    private const double BarWidth = 0.4;
    private const double HeadRoom = 1.05;

    /// <summary>Draws the counts of a data set.</summary>
    /// <param name="title">The title.</param>
    /// <param name="data">The data set.</param>
    /// <returns>A PNG of 1500 x 760 pixels.</returns>
    /// <exception cref="ArgumentException">The data set does not have 2 to 60 classes, or it has no image.</exception>
    public static byte[] Render(string title, ImageData data) =>
        Compose(title, data.ClassNames, Count(data.Train), Count(data.Test)).ToPng();

    /// <summary>Draws counts.</summary>
    /// <param name="title">The title.</param>
    /// <param name="names">The classes' names, in the order of the labels.</param>
    /// <param name="train">Images of each class in the training split, in the order of the labels.</param>
    /// <param name="test">The same in the test split.</param>
    internal static FigurePage Compose(string title, IReadOnlyList<string> names, IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        Validate(train, test);
        var hasNames = names.Count <= ClassesWithNames;
        var plot = PaperStyle.CreatePlot(title, hasNames ? "" : "Class", "Images", new TextSizes(Title: 22, Axis: 18, Ticks: 17));
        AddBars(plot, train, offset: -BarWidth / 2, FigureColors.Blue, "Training");
        AddBars(plot, test, offset: BarWidth / 2, FigureColors.Orange, "Test");

        var top = HeadRoom * train.Concat(test).Max();
        plot.Axes.SetLimits(-0.7, train.Count - 0.3, 0, top);
        SetTicks(plot, names);
        plot.Axes.Left.TickGenerator = PaperStyle.TicksFor(0, Math.Max(top, 7));

        // Within the plot it would hide bars, and no corner is free for every data set.
        PaperStyle.ShowLegend(plot, Alignment.UpperRight, size: 17);
        plot.ShowLegend(Edge.Right);
        plot.Layout.Fixed(new PixelPadding(left: 100, right: 166, bottom: hasNames ? NamesHeight : NumbersHeight, top: 44));

        var page = new FigurePage(Width, Height);
        page.Place(plot, SKRectI.Create(Width, Height));
        return page;
    }

    /// <summary>Writes the classes' names below their bars, upwards; of many classes, some of their numbers.</summary>
    private static void SetTicks(Plot plot, IReadOnlyList<string> names)
    {
        if (names.Count > ClassesWithNames)
        {
            plot.Axes.Bottom.TickGenerator = PaperStyle.TicksEvery(5);
            return;
        }

        plot.Axes.Bottom.TickGenerator = new NumericManual([.. names.Select((name, label) => new Tick(label, name))]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -35;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperRight;
    }

    private static void AddBars(Plot plot, IReadOnlyList<int> counts, double offset, Color color, string name)
    {
        var bars = counts.Select((count, label) => new Bar
        {
            Position = label + offset,
            Value = count,
            Size = BarWidth,
            FillColor = color,
            LineWidth = 0,
        });
        plot.Add.Bars(bars.ToArray()).LegendText = name;
    }

    private static int[] Count(ImageSet set) =>
        [.. Enumerable.Range(0, set.ClassCount).Select(label => set.Labels.Count(other => other == label))];

    private static void Validate(IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        if (train.Count is < MinimalClasses or > MaximalClasses)
        {
            throw new ArgumentException(
                $"The figure has room for {MinimalClasses} to {MaximalClasses} classes, but {train.Count} were given.", nameof(train));
        }

        if (test.Count != train.Count)
        {
            throw new ArgumentException(
                $"Both splits have the same classes, but the training split has {train.Count} and the test split {test.Count}.",
                nameof(test));
        }

        var counts = train.Concat(test).ToList();
        if (counts.Min() < 0 || counts.Max() == 0)
        {
            throw new ArgumentException(
                $"Counts are at least 0, and not all 0, but they range from {counts.Min()} to {counts.Max()}.", nameof(train));
        }
    }
}
