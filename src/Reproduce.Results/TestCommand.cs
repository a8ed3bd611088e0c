using System.Text.RegularExpressions;

namespace Reproduce.Results;

/// <summary>The command lines that run tests.</summary>
public static partial class TestCommand
{
    /// <summary>A command that runs the tests of a filter, in the repository's folder, in any shell.</summary>
    /// <param name="filter">
    /// The <c>dotnet test --filter</c> expression. Characters in it that a shell or MSBuild would take for its own are written as MSBuild's
    /// escapes, such as <c>%22</c> for a quote.
    /// </param>
    /// <param name="options">Further options, such as <c>-p:AcceptSnapshots=true</c>.</param>
    public static string For(string filter, params IEnumerable<string> options) => string.Join(
        ' ', ["dotnet test", .. options, $"--filter \"{Escape(filter)}\""]);

    /// <summary>A filter as <c>dotnet test</c> takes it as one argument, and any shell within double quotes.</summary>
    /// <param name="filter">The expression.</param>
    public static string Escape(string filter) => Special().Replace(filter, character => $"%{(int)character.Value[0]:x2}");

    [GeneratedRegex("""[%"$`',;]|\\(?=\\)|(?<=\\)\\""")]
    private static partial Regex Special();
}
