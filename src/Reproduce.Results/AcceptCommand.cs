using System.Text.RegularExpressions;
using Reproduce.Core.Files;

namespace Reproduce.Results;

/// <summary>The command line that makes what failing tests received the accepted snapshots.</summary>
public static partial class AcceptCommand
{
    /// <summary>
    /// The command, in the repository's folder, for bash and PowerShell. A repository without the harness's command runs the tests once
    /// more, to accept what they find then.
    /// </summary>
    /// <param name="root">The repository's folder.</param>
    /// <param name="filter">The filter that selects the tests, as <c>dotnet test</c> takes it.</param>
    /// <param name="names">Claims, or what the names of a snapshot's files have in common.</param>
    public static string For(string root, string filter, params IEnumerable<string> names) => RepositoryRoot.HasCommand(root)
        ? string.Join(' ', [RepositoryRoot.Command, "accept", .. names.Select(Quoted)])
        : TestCommand.For(filter, "-p:AcceptSnapshots=true");

    /// <summary>The command for all snapshots of claims.</summary>
    /// <param name="root">The repository's folder.</param>
    /// <param name="claims">The claims' names.</param>
    public static string ForClaims(string root, params IReadOnlyCollection<string> claims) =>
        For(root, string.Join('|', claims.Select(claim => $"Claim={claim}")), claims);

    /// <summary>Within single quotes both shells take everything as it is, but a single quote itself.</summary>
    private static string Quoted(string name) =>
        Plain().IsMatch(name) ? name
        : name.Contains('\'', StringComparison.Ordinal) ? $"\"{name}\""
        : $"'{name}'";

    [GeneratedRegex(@"^[\w.=-]+\z")]
    private static partial Regex Plain();
}
