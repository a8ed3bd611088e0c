namespace Reproduce.Results;

/// <summary>Text within Markdown.</summary>
public static class MarkdownText
{
    /// <summary>The text so that none of it becomes markup, in one line.</summary>
    public static string Escape(string text) => string.Concat(text.Select(letter => letter switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '\n' or '\r' => " ",
        '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' => "\\" + letter,
        _ => letter.ToString(),
    }));
}
