using System.Globalization;
using Reproduce.Figures.Typefaces;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Reproduce.Figures.Drawing;

/// <summary>The look of the published plots, which are matplotlib's defaults: a thin black frame, outward ticks, no grid.</summary>
internal static class PaperStyle
{
    /// <summary>Font size of a figure's heading, in pixels.</summary>
    public const float HeadingSize = 28;

    /// <summary>Font size of a line under the heading, in pixels.</summary>
    public const float NoteSize = 18;

    private const int TicksWanted = 7;
    private const float TickLength = 5;
    private const float TitlePadding = 5;
    private const float FrameWidth = 1;

    /// <summary>An empty plot in this style.</summary>
    /// <param name="title">The plot's title.</param>
    /// <param name="horizontalLabel">Label of the horizontal axis.</param>
    /// <param name="verticalLabel">Label of the vertical axis.</param>
    /// <param name="sizes">Font sizes.</param>
    public static Plot CreatePlot(string title, string horizontalLabel, string verticalLabel, TextSizes sizes)
    {
        InterTypeface.Register();
        var plot = new Plot();
        plot.HideGrid();
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.VerticalPadding = TitlePadding;

        // The upper axis has no ticks, but keeps their place between the frame and the title.
        plot.Axes.Top.MaximumSize = 0;
        plot.XLabel(horizontalLabel);
        plot.YLabel(verticalLabel);
        SetText(plot.Axes.Title.Label, sizes.Title, sizes.BoldTitle);
        foreach (var axis in plot.Axes.GetAxes())
        {
            SetText(axis.Label, sizes.Axis, bold: false);
            SetText(axis.TickLabelStyle, sizes.Ticks, bold: false);
            axis.FrameLineStyle.Width = FrameWidth;
            axis.MajorTickStyle.Length = TickLength;
            axis.MajorTickStyle.Width = FrameWidth;
            axis.MinorTickStyle.Length = 0;
        }

        return plot;
    }

    /// <summary>Ticks at the multiples of an interval, all with as many decimals as it has.</summary>
    public static ITickGenerator TicksEvery(double interval)
    {
        var decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(interval)));
        return new NumericFixedInterval(interval) { LabelFormatter = value => TickLabel(value, decimals) };
    }

    /// <summary>About seven ticks in a range, at the multiples of 1, 2 or 5 times a power of ten.</summary>
    public static ITickGenerator TicksFor(double low, double high)
    {
        var least = (high - low) / TicksWanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var multiple = (least / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
        return TicksEvery(multiple * power);
    }

    /// <summary>A legend inside the plot, with matplotlib's grey frame and a background that lets the curves shine through.</summary>
    public static void ShowLegend(Plot plot, Alignment alignment, float size)
    {
        var legend = plot.ShowLegend(alignment);
        legend.FontName = InterTypeface.Family;
        legend.FontSize = size;
        legend.SymbolPadding = 10;
        legend.BackgroundColor = Colors.White.WithAlpha(0.8);
        legend.OutlineColor = Color.FromHex("#cccccc");
        legend.ShadowColor = Colors.Transparent;
    }

    private static void SetText(LabelStyle label, float size, bool bold)
    {
        label.FontName = InterTypeface.Family;
        label.FontSize = size;
        label.Bold = bold;
    }

    private static string TickLabel(double value, int decimals)
    {
        // Zero itself can be off by a rounding error, and would be written as -0.
        var rounded = Math.Round(value, decimals) + 0.0;
        return rounded.ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('-', '\u2212');
    }
}

/// <summary>Font sizes of a plot in pixels.</summary>
/// <param name="Title">Its title's.</param>
/// <param name="Axis">The axis labels'.</param>
/// <param name="Ticks">The tick labels'.</param>
/// <param name="BoldTitle">Whether the title is in bold.</param>
internal sealed record TextSizes(float Title, float Axis, float Ticks, bool BoldTitle = false)
{
    /// <summary>For a panel 400 pixels wide.</summary>
    public static readonly TextSizes LargePanel = new(Title: 18, Axis: 16, Ticks: 15);

    /// <summary>For a panel 260 pixels wide, whose title is a model's name and accuracy.</summary>
    public static readonly TextSizes SmallPanel = new(Title: 13, Axis: 13, Ticks: 12);
}
