using System.Text.RegularExpressions;
using Reproduce.Core.Files;

namespace Reproduce.Results;

/// <summary>The command line that makes what failing tests received the accepted snapshots.</summary>
public static partial class AcceptCommand
{
    /// <summary>The command, in the repository's folder, for bash and PowerShell.</summary>
    /// <param name="names">Claims, or what the names of a snapshot's files have in common.</param>
    public static string For(params IEnumerable<string> names) => string.Join(
        ' ', [RepositoryRoot.Command, "accept", .. names.Select(Quoted)]);

    /// <summary>Within single quotes both shells take everything as it is, but a single quote itself.</summary>
    private static string Quoted(string name) =>
        Plain().IsMatch(name) ? name
        : name.Contains('\'', StringComparison.Ordinal) ? $"\"{name}\""
        : $"'{name}'";

    [GeneratedRegex(@"^[\w.=-]+\z")]
    private static partial Regex Plain();
}
