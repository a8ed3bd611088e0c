using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Figures.Drawing;
using Reproduce.Figures.Typefaces;
using ScottPlot;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>
/// Figures 5 and 13 with the paper's numbers beside ours: a panel for each attack, a row for each of the 20 models, and in it the paper's
/// accuracy, the mean of ours and where one more model of ours would lie.
/// </summary>
public static class PaperComparisonFigure
{
    private const int Width = 1500;
    private const int Edge = 16;
    private const int NamesWidth = 240;
    private const int KeyTop = 76;
    private const int KeyHeight = 40;
    private const int TitleHeight = 36;
    private const int TicksHeight = 34;
    private const int PanelGap = 10;
    private const int RowHeight = 31;
    private const double GroupGap = 0.5;
    private const double RowMargin = 0.7;
    private const double PercentMargin = 5;
    private const int MaximalPanels = 8;
    private const float NameSize = 18;
    private const float KeySize = 18;
    private const float OursSize = 12;
    private const float PaperSize = 14;
    private const float PaperLine = 2;
    private const float IntervalWidth = 9;

    private static readonly Color RowLine = Color.FromHex("#e4e4e4");

    /// <summary>Draws the figure.</summary>
    /// <param name="title">The title.</param>
    /// <param name="note">A line below it.</param>
    /// <param name="attacks">The panels, 1 to 8.</param>
    /// <param name="find">Gives the accuracies of each of the 20 models under each attack.</param>
    /// <returns>A PNG 1500 pixels wide.</returns>
    /// <exception cref="ArgumentException">An accuracy is not within 0 to 100, or there are not 1 to 8 panels.</exception>
    public static byte[] Render(
        string title, string note, IReadOnlyList<AttackVariant> attacks, Func<ModelName, AttackVariant, ComparedAccuracy> find) =>
        Compose(title, note, attacks, find).ToPng();

    internal static FigurePage Compose(
        string title, string note, IReadOnlyList<AttackVariant> attacks, Func<ModelName, AttackVariant, ComparedAccuracy> find)
    {
        if (attacks.Count is < 1 or > MaximalPanels)
        {
            throw new ArgumentException(
                $"The figure has room for 1 to {MaximalPanels} panels, but {attacks.Count} were given.", nameof(attacks));
        }

        const int top = KeyTop + KeyHeight;
        var height = (int)Math.Ceiling(RowHeight * (Lowest - Highest)) + TitleHeight + TicksHeight;
        var page = new FigurePage(Width, top + height + Edge);
        page.WriteHeading(title, Edge, note);
        var accuracies = attacks.ToDictionary(
            attack => attack,
            attack => Flavours.All.Select(model => Checked(model, attack, find(model, attack))).ToImmutableArray());
        var areTooFew = accuracies.Values.Any(column => column.Any(accuracy => accuracy.OneModel is null));
        page.Place(Key(areTooFew), SKRectI.Create(0, KeyTop, Width, KeyHeight));
        foreach (var (row, model) in Flavours.All.Index())
        {
            var line = new TextLine(model.ToString(), NameSize, Bold: !model.IsStudent, SKTextAlign.Right).FitInto(NamesWidth - Edge);
            var middle = top + TitleHeight + (RowHeight * (float)(PlaceOf(row) - Highest));
            page.Write(line, new SKPoint(NamesWidth, middle + (0.36f * NameSize)));
        }

        var width = (Width - NamesWidth - Edge) / attacks.Count;
        foreach (var (i, attack) in attacks.Index())
        {
            page.Place(Panel(attack, accuracies[attack]), SKRectI.Create(NamesWidth + (i * width), top, width, height));
        }

        return page;
    }

    /// <summary>Where rows begin, in rows.</summary>
    private static double Highest => -RowMargin;

    private static double Lowest => PlaceOf(Flavours.All.Length - 1) + RowMargin;

    /// <summary>A model's place from the top, in rows: a teacher and its students are a group.</summary>
    private static double PlaceOf(int row) => row + (GroupGap * (row / ModelGrid.Columns));

    private static Plot Panel(AttackVariant attack, ImmutableArray<ComparedAccuracy> accuracies)
    {
        var plot = PaperStyle.CreatePlot(attack.Title, "", "", new TextSizes(Title: 18, Axis: 16, Ticks: 16, BoldTitle: true));
        foreach (var (row, accuracy) in accuracies.Index())
        {
            plot.Add.HorizontalLine(-PlaceOf(row), 1, RowLine);
            AddOurs(plot, accuracy.Ours, accuracy.OneModel, -PlaceOf(row), FigureColors.Roles[row % ModelGrid.Columns]);
            AddPaper(plot, accuracy.Paper, -PlaceOf(row));
        }

        plot.Axes.SetLimits(-PercentMargin, 100 + PercentMargin, -Lowest, -Highest);
        plot.Axes.Bottom.TickGenerator = PaperStyle.TicksEvery(50);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual();
        plot.Layout.Fixed(new PixelPadding(left: PanelGap, right: PanelGap, bottom: TicksHeight, top: TitleHeight));
        return plot;
    }

    /// <summary>What the signs mean, on a plot in pixels.</summary>
    private static Plot Key(bool areTooFew)
    {
        const double middle = KeyHeight / 2.0;
        const double second = 832;
        const double third = 1156;
        var plot = new Plot();
        plot.Layout.Frameless();
        plot.HideGrid();
        plot.HideAxesAndGrid();
        plot.Axes.SetLimits(0, Width, 0, KeyHeight);
        AddOurs(plot, 60, (34, 86), middle, FigureColors.Roles[0]);
        Write(98, "mean of ours, and the 95 % prediction interval of one more model");
        if (areTooFew)
        {
            AddOurs(plot, second, null, middle, FigureColors.Roles[0]);
            Write(second + 14, "ours, of too few models to say");
        }

        var last = areTooFew ? third : second;
        AddPaper(plot, last, middle);
        Write(last + 16, "the paper's");
        return plot;

        void Write(double left, string text)
        {
            var label = plot.Add.Text(text, left, middle);
            label.LabelFontName = InterTypeface.Family;
            label.LabelFontSize = KeySize;
            label.LabelAlignment = Alignment.MiddleLeft;
        }
    }

    private static void AddOurs(Plot plot, double mean, (double Lower, double Upper)? oneModel, double place, Color color)
    {
        if (oneModel is { } interval)
        {
            var line = plot.Add.Line(interval.Lower, place, interval.Upper, place);
            line.LineColor = color.WithAlpha(0.4);
            line.LineWidth = IntervalWidth;
        }

        var marker = plot.Add.Marker(mean, place, oneModel is null ? MarkerShape.OpenCircle : MarkerShape.FilledCircle, OursSize, color);
        marker.MarkerLineWidth = PaperLine;
        marker.MarkerLineColor = color;
    }

    private static void AddPaper(Plot plot, double accuracy, double place)
    {
        var marker = plot.Add.Marker(accuracy, place, MarkerShape.OpenDiamond, PaperSize, Colors.Black);
        marker.MarkerLineWidth = PaperLine;
        marker.MarkerLineColor = Colors.Black;
    }

    private static ComparedAccuracy Checked(ModelName model, AttackVariant attack, ComparedAccuracy accuracy) =>
        IsPercentage(accuracy.Paper) && IsPercentage(accuracy.Ours)
        && (accuracy.OneModel is not { } interval || (IsPercentage(interval.Lower) && IsPercentage(interval.Upper)))
            ? accuracy
            : throw new ArgumentException($"Accuracies are within 0 to 100, but {model} has {accuracy} at '{attack}'.");

    // Written so that NaN fails.
    private static bool IsPercentage(double value) => value is >= 0 and <= 100;
}

/// <summary>A model's accuracy under an attack, the paper's and ours, in percent.</summary>
/// <param name="Paper">The paper's.</param>
/// <param name="Ours">The mean of our models.</param>
/// <param name="OneModel">Where one more model of ours would lie; null where there are too few to say.</param>
public readonly record struct ComparedAccuracy(double Paper, double Ours, (double Lower, double Upper)? OneModel);
