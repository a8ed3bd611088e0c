using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Figures;

/// <summary>
/// Figures 5 and 13 as a table in colours: a row for each of the 20 models, a column for each attack, and in each cell the accuracy, with
/// the paper's below it where that is given.
/// </summary>
public static class RobustnessChart
{
    private const int Width = 1500;
    private const int Edge = 20;
    private const int NamesWidth = 270;
    private const int HeaderBottom = 112;
    private const int RowHeight = 30;
    private const int RowHeightWithPublished = 44;
    private const int GroupGap = 8;
    private const int CellGap = 2;
    private const int MaximalColumns = 16;
    private const float NumberSize = 18;
    private const float PublishedSize = 13;
    private const float NameSize = 17;

    private static readonly SKColor NotMeasured = new(0xe6, 0xe6, 0xe6);

    /// <summary>Draws the chart.</summary>
    /// <param name="title">The title.</param>
    /// <param name="attacks">The columns, 1 to 16.</param>
    /// <param name="cellOf">Gives the cell of each of the 20 models under each attack.</param>
    /// <returns>A PNG 1500 pixels wide.</returns>
    /// <exception cref="ArgumentException">An accuracy is not within 0 to 1, or there are not 1 to 16 columns.</exception>
    public static byte[] Render(
        string title, IReadOnlyList<AttackVariant> attacks, Func<ModelName, AttackVariant, RobustnessCell> cellOf) =>
        Compose(title, attacks, cellOf).ToPng();

    internal static FigurePage Compose(
        string title, IReadOnlyList<AttackVariant> attacks, Func<ModelName, AttackVariant, RobustnessCell> cellOf)
    {
        RobustnessCell[][] rows = [.. Flavours.All.Select(model => attacks.Select(attack => cellOf(model, attack)).ToArray())];
        Validate(attacks, rows);
        var hasPublished = rows.Any(row => row.Any(cell => cell.Published is not null));
        var page = new FigurePage(Width, CellArea(rows.Length - 1, 0, attacks.Count, hasPublished).Bottom + Edge);
        WriteHeader(page, title, attacks, hasPublished);
        for (var row = 0; row < rows.Length; row++)
        {
            WriteName(page, Flavours.All[row], row, CellArea(row, 0, attacks.Count, hasPublished));
            for (var column = 0; column < attacks.Count; column++)
            {
                DrawCell(page, rows[row][column], CellArea(row, column, attacks.Count, hasPublished));
            }
        }

        return page;
    }

    /// <summary>Where a cell is, in pixels from the upper left corner.</summary>
    internal static SKRectI CellArea(int row, int column, int columns, bool hasPublished)
    {
        var left = Edge + NamesWidth;
        var pitch = (Width - Edge - left) / columns;
        var height = hasPublished ? RowHeightWithPublished : RowHeight;
        var top = HeaderBottom + (row * height) + (row / ModelGrid.Columns * GroupGap);
        return SKRectI.Create(left + (column * pitch), top, pitch - CellGap, height - CellGap);
    }

    private static void WriteHeader(FigurePage page, string title, IReadOnlyList<AttackVariant> attacks, bool hasPublished)
    {
        page.WriteHeading(title, Edge, hasPublished ? "Accuracy in %; below it, the paper's" : "Accuracy in %");

        // The longest name tells the size of all.
        var width = CellArea(0, 0, attacks.Count, hasPublished).Width;
        var names = attacks.Select(attack => new TextLine(attack.Title, NameSize, Bold: true).FitInto(width)).ToList();
        var size = names.Min(name => name.Size);
        for (var column = 0; column < attacks.Count; column++)
        {
            var middle = CellArea(0, column, attacks.Count, hasPublished).MidX;
            page.Write(names[column] with { Size = size }, new SKPoint(middle, HeaderBottom - 10));
        }
    }

    private static void WriteName(FigurePage page, ModelName model, int row, SKRectI firstCell)
    {
        var isTeacher = row % ModelGrid.Columns == 0;
        var line = new TextLine(model.ToString(), NameSize, isTeacher, SKTextAlign.Right);
        page.Write(line.FitInto(NamesWidth - 12), new SKPoint(firstCell.Left - 12, firstCell.MidY + 6));
    }

    private static void DrawCell(FigurePage page, RobustnessCell cell, SKRectI area)
    {
        page.Fill(area, cell.Accuracy is { } accuracy ? ColorScale.YellowToTeal.ColorOf(accuracy) : NotMeasured);
        var hasRoomForTwo = area.Height > RowHeight;
        Write(Percent(cell.Accuracy), NumberSize, area.MidY + (hasRoomForTwo ? -1 : 6.5f));
        if (cell.Published is not null)
        {
            Write($"paper {Percent(cell.Published)}", PublishedSize, area.Bottom - 6);
        }

        void Write(string text, float size, float baseline) =>
            page.Write(new TextLine(text, size).FitInto(area.Width - 2), new SKPoint(area.MidX, baseline));
    }

    private static string Percent(double? share) => share is { } value ? $"{100 * value:0.0}" : "–";

    private static void Validate(IReadOnlyList<AttackVariant> attacks, RobustnessCell[][] rows)
    {
        if (attacks.Count is < 1 or > MaximalColumns)
        {
            throw new ArgumentException(
                $"The chart has room for 1 to {MaximalColumns} columns, but {attacks.Count} were given.", nameof(attacks));
        }

        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < attacks.Count; column++)
            {
                var cell = rows[row][column];
                if (!IsShare(cell.Accuracy) || !IsShare(cell.Published))
                {
                    throw new ArgumentException(
                        $"An accuracy is within 0 to 1, but {Flavours.All[row]} has {cell} at '{attacks[column]}'; divide percentages "
                        + "by 100.",
                        nameof(rows));
                }
            }
        }
    }

    // Written so that NaN fails.
    private static bool IsShare(double? value) => value is null or (>= 0 and <= 1);
}

/// <summary>A cell of <see cref="RobustnessChart"/>: a model's accuracy under an attack.</summary>
/// <param name="Accuracy">The measured accuracy, 0 to 1, or null where it was not measured.</param>
/// <param name="Published">The paper's, 0 to 1, or null where the paper has none.</param>
public readonly record struct RobustnessCell(double? Accuracy, double? Published = null);
