using System.Collections.Immutable;
using Reproduce.Figures.Typefaces;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>A line of black text in the figures' typeface.</summary>
/// <param name="Text">The text.</param>
/// <param name="Size">Font size in pixels.</param>
/// <param name="Bold">Whether in bold.</param>
/// <param name="Align">Which end of the line, or its middle, is at the point where it is written.</param>
internal sealed record TextLine(string Text, float Size, bool Bold = false, SKTextAlign Align = SKTextAlign.Center)
{
    private const float SmallestShare = 0.7f;
    private const float SizeStep = 0.5f;
    private const string Ellipsis = "...";

    /// <summary>Its width in pixels.</summary>
    public float Width
    {
        get
        {
            using var font = CreateFont();
            return font.MeasureText(Text);
        }
    }

    /// <summary>Its font, which the caller disposes.</summary>
    public SKFont CreateFont() =>
        new(Bold ? InterTypeface.Bold : InterTypeface.Regular, Size) { Edging = SKFontEdging.Antialias };

    /// <summary>
    /// The line within a width: as it is where it fits, else in a smaller size, down to 70 % of its own, and then with its end cut.
    /// </summary>
    /// <param name="width">The width in pixels.</param>
    public TextLine FitInto(float width)
    {
        // Step by step, because hinted glyphs do not scale with the size.
        var line = this;
        while (line.Width > width && line.Size > SmallestShare * Size)
        {
            line = line with { Size = Math.Max(SmallestShare * Size, line.Size - SizeStep) };
        }

        for (var length = Text.Length - 1; length > 0 && line.Width > width; length--)
        {
            line = line with { Text = Text[..length].TrimEnd() + Ellipsis };
        }

        return line;
    }

    /// <summary>The words on as few lines as hold them within a width; a word that is too long has a line of its own.</summary>
    /// <param name="width">The width in pixels.</param>
    public ImmutableArray<TextLine> Wrap(float width)
    {
        var lines = new List<TextLine>();
        foreach (var word in Text.Split(' '))
        {
            var longer = lines.Count == 0 ? this with { Text = word } : lines[^1] with { Text = $"{lines[^1].Text} {word}" };
            if (lines.Count > 0 && longer.Width <= width)
            {
                lines[^1] = longer;
            }
            else
            {
                lines.Add(this with { Text = word });
            }
        }

        return [.. lines];
    }
}
