#nullable enable

// Compiled by MSBuild's inline task factory, which knows no implicit usings, and once more by the tests, which do.
#pragma warning disable IDE0005
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
#pragma warning restore IDE0005

namespace Reproduce.Build;

/// <summary>
/// Checks the claims that <c>dotnet test --filter Claim=Name</c> names against those of the sources: the test platform says nothing of a
/// name that no test has, and NUnit tells upper from lower case.
/// </summary>
public sealed class ClaimFilter : Microsoft.Build.Utilities.Task
{
    // Of public classes: those of tests about claims are none that anybody can run.
    private static readonly Regex Declaration = new(
        """\[Claim\(\s*"(?<name>[^"]+)".*?\)\]\s*(\[[^\]]*\]\s*)*public\s""", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static readonly Regex Term = new(
        @"\bClaim\s*(?<operator>!?[=~])\s*(?<name>[^|&()]*[^|&()\s])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The filter, such as <c>Claim=Robustness</c>.</summary>
    [Required]
    public string Filter { get; set; } = "";

    /// <summary>The folders whose sources have all claims there are.</summary>
    [Required]
    public string[] Folders { get; set; } = [];

    /// <summary>The folder of the project whose tests are to run; empty for all.</summary>
    public string ProjectFolder { get; set; } = "";

    /// <summary>The filter with the claims' names as their sources spell them.</summary>
    [Output]
    public string Corrected { get; set; } = "";

    /// <summary>Whether the project may have a test that the filter lets run.</summary>
    [Output]
    public bool MayMatch { get; set; } = true;

    /// <inheritdoc/>
    public override bool Execute()
    {
        var claims = Folders.SelectMany(ClaimsOf).Distinct().OrderBy(claim => claim, StringComparer.Ordinal).ToList();
        var unknown = Named().Where(name => !claims.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        foreach (var name in unknown)
        {
            Log.LogError("There is no claim '{0}'. The claims are: {1}.", name, string.Join(", ", claims));
        }

        Corrected = Term.Replace(Filter, term => term.Groups["operator"].Value == "="
            ? $"Claim={claims.Find(claim => Same(claim, term.Groups["name"].Value)) ?? term.Groups["name"].Value}"
            : $"Claim{term.Groups["operator"].Value}{term.Groups["name"].Value}");
        MayMatch = ProjectFolder.Length == 0 || !NeedsNamedClaim()
            || ClaimsOf(ProjectFolder).Any(claim => Named().Any(name => Same(claim, name)));
        return unknown.Count == 0;
    }

    /// <summary>Whether a test can only match if it is of a claim that the filter names.</summary>
    private bool NeedsNamedClaim()
    {
        var terms = Filter.Split('|', '&').Length;
        return Named().Any() && (Filter.Split('|').Length == 1 || Named().Count() == terms);
    }

    private IEnumerable<string> Named() => Term.Matches(Filter).Cast<Match>()
        .Where(term => term.Groups["operator"].Value == "=").Select(term => term.Groups["name"].Value);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> ClaimsOf(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        where !file.Remove(0, folder.Length).Split('/', '\\').Any(part => part is "bin" or "obj")
        from declaration in Declaration.Matches(File.ReadAllText(file)).Cast<Match>()
        select declaration.Groups["name"].Value;
}
