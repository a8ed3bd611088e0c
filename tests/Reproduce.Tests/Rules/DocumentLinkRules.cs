using System.Text.RegularExpressions;
using Reproduce.Core.Files;

namespace Reproduce.Tests.Rules;

/// <summary>Documents point to files that exist.</summary>
[TestFixture]
public sealed partial class DocumentLinkRules
{
    private static readonly string Root = RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory);

    private static IEnumerable<string> Documents() =>
        ["README.md", "CONTRIBUTING.md", "bench/README.md", .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md")
            .Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    [TestCaseSource(nameof(Documents))]
    public void Every_link_to_a_file_of_the_repository_leads_to_one(string document)
    {
        var path = Path.Combine(Root, document);
        var targets = Link().Matches(File.ReadAllText(path)).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal));

        targets.Select(target => Path.Combine(Path.GetDirectoryName(path)!, target))
            .Where(target => !File.Exists(target) && !Directory.Exists(target))
            .Should().BeEmpty();
    }

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)")]
    private static partial Regex Link();
}
