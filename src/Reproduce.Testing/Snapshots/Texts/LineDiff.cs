using System.Globalization;
using System.Text;

namespace Reproduce.Testing.Snapshots.Texts;

/// <summary>
/// Shows how two texts differ, as <c>diff -u</c> does: lines of the verified text after <c>-</c>, of the received after <c>+</c>.
/// </summary>
internal static class LineDiff
{
    private const int Context = 2;
    private const int MaxLines = 40;
    private const int MaxLineLength = 300;

    /// <summary>Above this many pairs of lines the least difference is not searched for: the texts have little in common then.</summary>
    private const long MaxPairs = 4_000_000;

    private enum Side
    {
        Both,
        Verified,
        Received,
    }

    /// <summary>Describes the difference of two texts with LF line endings.</summary>
    public static string Describe(string verified, string received)
    {
        var markEnd = verified.EndsWith('\n') != received.EndsWith('\n');
        var lines = Align(Split(verified, markEnd), Split(received, markEnd));
        var text = new StringBuilder("- verified\n+ received");
        var shown = 0;
        var last = -1;
        var verifiedLine = 1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (IsNearChange(lines, i))
            {
                if (shown++ == MaxLines)
                {
                    var rest = lines.Skip(i).Count(line => line.Side != Side.Both);
                    text.Append(CultureInfo.InvariantCulture, $"\n... and {rest} more changed lines");
                    break;
                }

                if (last != i - 1 || i == 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\n@@ line {verifiedLine} @@");
                }

                text.Append('\n').Append(Show(lines[i]));
                last = i;
            }

            verifiedLine += lines[i].Side == Side.Received ? 0 : 1;
        }

        return text.ToString();
    }

    private static string[] Split(string text, bool markEnd)
    {
        var lines = text.Split('\n');
        if (lines[^1].Length == 0)
        {
            return lines[..^1];
        }

        lines[^1] += markEnd ? " (no line break at the end)" : string.Empty;
        return lines;
    }

    private static bool IsNearChange(List<(Side Side, string Line)> lines, int index)
    {
        for (var i = Math.Max(0, index - Context); i <= Math.Min(lines.Count - 1, index + Context); i++)
        {
            if (lines[i].Side != Side.Both)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One line of the report; blanks at the end of a changed line, and its tabs, are made visible.</summary>
    private static string Show((Side Side, string Line) line)
    {
        var text = line.Line.Length <= MaxLineLength ? line.Line : line.Line[..MaxLineLength] + "...";
        if (line.Side == Side.Both)
        {
            return "  " + text;
        }

        var trimmed = text.TrimEnd(' ');
        var visible = trimmed.Replace('\t', '→') + new string('·', text.Length - trimmed.Length);
        return (line.Side == Side.Verified ? "- " : "+ ") + visible;
    }

    private static List<(Side Side, string Line)> Align(string[] verified, string[] received)
    {
        var start = 0;
        while (start < Math.Min(verified.Length, received.Length) && verified[start] == received[start])
        {
            start++;
        }

        var end = 0;
        while (end < Math.Min(verified.Length, received.Length) - start && verified[^(end + 1)] == received[^(end + 1)])
        {
            end++;
        }

        return
        [
            .. verified[..start].Select(line => (Side.Both, line)),
            .. AlignChanged(verified[start..^end], received[start..^end]),
            .. verified[^end..].Select(line => (Side.Both, line)),
        ];
    }

    private static List<(Side Side, string Line)> AlignChanged(string[] verified, string[] received)
    {
        if ((long)verified.Length * received.Length > MaxPairs)
        {
            return [.. verified.Select(line => (Side.Verified, line)), .. received.Select(line => (Side.Received, line))];
        }

        var common = CommonLengths(verified, received);
        var lines = new List<(Side, string)>();
        var (i, j) = (0, 0);
        while (i < verified.Length || j < received.Length)
        {
            if (i < verified.Length && j < received.Length && verified[i] == received[j])
            {
                lines.Add((Side.Both, verified[i++]));
                j++;
            }
            else if (j == received.Length || (i < verified.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add((Side.Verified, verified[i++]));
            }
            else
            {
                lines.Add((Side.Received, received[j++]));
            }
        }

        return lines;
    }

    /// <summary>Lengths of the longest common subsequences of what follows line i of one and line j of the other.</summary>
    private static int[,] CommonLengths(string[] verified, string[] received)
    {
        var common = new int[verified.Length + 1, received.Length + 1];
        for (var i = verified.Length - 1; i >= 0; i--)
        {
            for (var j = received.Length - 1; j >= 0; j--)
            {
                common[i, j] = verified[i] == received[j]
                    ? common[i + 1, j + 1] + 1
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
