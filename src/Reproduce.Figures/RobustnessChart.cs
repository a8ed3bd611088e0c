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
    /// <param name="attacks">The columns' names, such as <c>No attack</c>, <c>FGSM</c>, <c>FGSM CW</c>; 1 to 16.</param>
    /// <param name="models">The 20 models in any order, each with a cell for every column.</param>
    /// <returns>A PNG 1500 pixels wide.</returns>
    /// <exception cref="ArgumentException">
    /// The models are not the 20, a model has not one cell for each column, an accuracy is not within 0 to 1, or there are not 1 to 16
    /// columns.
    /// </exception>
    public static byte[] Render(string title, IReadOnlyList<string> attacks, IReadOnlyList<ModelRobustness> models)
    {
        using var page = Compose(title, attacks, models);
        return page.ToPng();
    }

    internal static FigurePage Compose(string title, IReadOnlyList<string> attacks, IReadOnlyList<ModelRobustness> models)
    {
        ArgumentNullException.ThrowIfNull(attacks);
        ArgumentNullException.ThrowIfNull(models);
        var arranged = ModelGrid.Arrange(models, model => model.Name);
        Validate(attacks, arranged);
        var hasPublished = HasPublished(arranged);
        var page = new FigurePage(Width, CellArea(arranged.Count - 1, 0, attacks.Count, hasPublished).Bottom + Edge);
        WriteHeader(page, title, attacks, hasPublished);
        for (var row = 0; row < arranged.Count; row++)
        {
            WriteName(page, arranged[row].Name, row, CellArea(row, 0, attacks.Count, hasPublished));
            for (var column = 0; column < attacks.Count; column++)
            {
                DrawCell(page, arranged[row].Cells[column], CellArea(row, column, attacks.Count, hasPublished));
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

    private static bool HasPublished(IReadOnlyList<ModelRobustness> models) =>
        models.Any(model => model.Cells.Any(cell => cell.Published is not null));

    private static void WriteHeader(FigurePage page, string title, IReadOnlyList<string> attacks, bool hasPublished)
    {
        var heading = new TextLine(title, PaperStyle.HeadingSize, Bold: true);
        page.Write(heading.FitInto(Width - (2 * Edge)), new SKPoint(Width / 2f, 38));
        page.Write(
            hasPublished ? "Accuracy in %; below it, the paper's" : "Accuracy in %",
            baseline: 66,
            PaperStyle.NoteSize,
            bold: false);

        // The longest name tells the size of all.
        var width = CellArea(0, 0, attacks.Count, hasPublished).Width;
        var names = attacks.Select(attack => new TextLine(attack, NameSize, Bold: true).FitInto(width)).ToList();
        var size = names.Min(name => name.Size);
        for (var column = 0; column < attacks.Count; column++)
        {
            var middle = CellArea(0, column, attacks.Count, hasPublished).MidX;
            page.Write(names[column] with { Size = size }, new SKPoint(middle, HeaderBottom - 10));
        }
    }

    private static void WriteName(FigurePage page, string name, int row, SKRectI firstCell)
    {
        var isTeacher = row % ModelGrid.Columns == 0;
        var line = new TextLine(name, NameSize, isTeacher, SKTextAlign.Right);
        page.Write(line.FitInto(NamesWidth - 12), new SKPoint(firstCell.Left - 12, firstCell.MidY + 6));
    }

    private static void DrawCell(FigurePage page, RobustnessCell cell, SKRectI area)
    {
        page.Fill(area, cell.Accuracy is { } accuracy ? SequentialScale.ColorOf(accuracy) : NotMeasured);
        var hasRoomForTwo = area.Height > RowHeight;
        Write(Percent(cell.Accuracy), NumberSize, area.MidY + (hasRoomForTwo ? -1 : 6.5f));
        if (cell.Published is not null)
        {
            Write($"paper {Percent(cell.Published)}", PublishedSize, area.Bottom - 6);
        }

        void Write(string text, float size, float baseline) =>
            page.Write(new TextLine(text, size).FitInto(area.Width - 2), new SKPoint(area.MidX, baseline));
    }

    private static string Percent(double? share) =>
        share is { } value ? $"{100 * value:0.0}" : "–";

    private static void Validate(IReadOnlyList<string> attacks, IReadOnlyList<ModelRobustness> models)
    {
        if (attacks.Count is < 1 or > MaximalColumns)
        {
            throw new ArgumentException(
                $"The chart has room for 1 to {MaximalColumns} columns, but {attacks.Count} were given.", nameof(attacks));
        }

        foreach (var model in models)
        {
            if (model.Cells.Count != attacks.Count)
            {
                throw new ArgumentException(
                    $"Each model has a cell for each of the {attacks.Count} columns, but {model.Name} has {model.Cells.Count}.",
                    nameof(models));
            }

            for (var column = 0; column < attacks.Count; column++)
            {
                var cell = model.Cells[column];
                if (!IsShare(cell.Accuracy) || !IsShare(cell.Published))
                {
                    throw new ArgumentException(
                        $"An accuracy is within 0 to 1, but {model.Name} has {cell} at '{attacks[column]}'; per cent are divided by 100.",
                        nameof(models));
                }
            }
        }
    }

    // Written so that a number that is none (NaN) fails.
    private static bool IsShare(double? value) => value is null or (>= 0 and <= 1);
}
