using System.Text.RegularExpressions;

namespace Reproduce.Results.Report;

/// <summary>The order that people expect: <c>T = 40</c> before <c>T = 100</c>.</summary>
internal static partial class NaturalOrder
{
    private const int Digits = 12;

    /// <summary>A text whose ordinal order is the natural order of titles.</summary>
    public static string KeyOf(string title) => Number().Replace(title, number => number.Value.PadLeft(Digits, '0'));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
