using System.Text.RegularExpressions;

namespace Reproduce.Results;

/// <summary>The command lines that run tests.</summary>
public static partial class TestCommand
{
    /// <summary>A command that runs the tests of a filter, quoted for a shell: bash, zsh or cmd.</summary>
    /// <param name="filter">The <c>dotnet test --filter</c> expression.</param>
    /// <param name="options">Further options, such as <c>-p:AcceptSnapshots=true</c>.</param>
    public static string For(string filter, params IEnumerable<string> options) =>
        string.Join(' ', ["dotnet test", .. options, $"--filter \"{Special().Replace(filter, @"\$0")}\""]);

    /// <summary>
    /// What has a meaning within double quotes: a quote, in bash a dollar and a backtick, and a backslash before any of these.
    /// </summary>
    [GeneratedRegex("""["$`]|\\(?=[\\"$`])""")]
    private static partial Regex Special();
}
