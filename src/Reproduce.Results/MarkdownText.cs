using System.Text;

namespace Reproduce.Results;

/// <summary>Text within Markdown.</summary>
public static class MarkdownText
{
    /// <summary>The text so that none of it becomes markup, in one line.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\n' or '\r' => " ",
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' => "\\" + letter,
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
