namespace Reproduce.Results;

/// <summary>Text that a terminal only shows: control characters could move its cursor, rename its window or type into it.</summary>
internal static class VisibleText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Whether a character is neither visible nor a space, a tab or a line break.</summary>
    public static bool IsControl(char character) => char.IsControl(character) && character is not ('\n' or '\r' or '\t');

    /// <summary>The text with a replacement mark for every such character.</summary>
    public static string Of(string text) =>
        text.Any(IsControl) ? string.Concat(text.Select(character => IsControl(character) ? Replacement : character)) : text;
}
