using System.Collections.Immutable;

namespace Reproduce.Results.Report;

/// <summary>Text in lines of limited width, for a console.</summary>
internal static class PlainText
{
    private const string Ellipsis = "...";

    /// <summary>Breaks a text between words; a word that is too long is cut. At least one line.</summary>
    /// <param name="text">The text; line breaks in it are spaces.</param>
    /// <param name="width">Most letters of a line, more than three.</param>
    public static ImmutableArray<string> Wrap(string text, int width)
    {
        List<string> lines = [""];
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Cut(word, width)))
        {
            if (lines[^1].Length == 0)
            {
                lines[^1] = word;
            }
            else if (lines[^1].Length + 1 + word.Length <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return [.. lines];
    }

    /// <summary>A text of at most this width; an ellipsis ends one that was longer.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - Ellipsis.Length)] + Ellipsis;

    /// <summary>Cells of one or more lines side by side; no line ends with a space.</summary>
    /// <param name="cells">Each cell's lines.</param>
    /// <param name="widths">Each column's width, without the gap behind it; a column without width has no gap.</param>
    /// <param name="gap">Spaces between two columns.</param>
    public static IEnumerable<string> Row(IReadOnlyList<ImmutableArray<string>> cells, IReadOnlyList<int> widths, int gap)
    {
        for (var line = 0; line < cells.Max(cell => cell.Length); line++)
        {
            yield return string.Concat(cells.Zip(
                widths, (cell, width) => (line < cell.Length ? cell[line] : "").PadRight(width == 0 ? 0 : width + gap))).TrimEnd();
        }
    }
}
