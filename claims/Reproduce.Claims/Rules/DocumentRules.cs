using System.Text.RegularExpressions;
using FluentAssertions;
using Reproduce.Core.Files;
using Reproduce.Results;
using Reproduce.Results.Headlines;
using Reproduce.Results.Report;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Claims.Rules;

/// <summary>What the documents say of results and of the paper is what snapshots and paper.json say.</summary>
[TestFixture]
public sealed partial class DocumentRules
{
    // Without the verdicts. A stranger reads it whole, or not at all.
    private const int MostWords = 750;

    private static readonly string Root = RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory);

    private const string HowToWrite =
        "dotnet test claims/Reproduce.Claims --filter FullyQualifiedName~DocumentRules -p:AcceptSnapshots=true";

    private static readonly Paper Described = PaperAttribute.Of(typeof(Robustness));

    [Test]
    public void The_verdicts_in_the_readme_are_those_of_the_snapshots() => Holds(
        "README.md", HeadlineMarkdown.Table(Pinned(), claim => $"claims/Reproduce.Claims/{claim}.cs"));

    [Test]
    public void The_findings_are_those_of_the_snapshots() =>
        Holds(Path.Combine("docs", "findings.md"), HeadlineMarkdown.Findings(Pinned()));

    [Test]
    public void The_readme_is_short() =>
        Regex.Count(Verdicts().Replace(Text("README.md"), ""), @"\S+").Should().BeLessThanOrEqualTo(MostWords);

    [Test]
    public void The_readme_says_how_close_networks_of_the_papers_size_come()
    {
        var table = File.ReadAllText(Path.Combine(
            ClaimsOfAssembly.Snapshots, "Robustness", "Robustness.Figure_5_in_the_papers_own_size_data=CIFAR-10.verified.txt"));

        var largest = LargestDifference().Match(table).Groups[1].Value;

        Text("README.md").Should().Contain($"within {largest} points");
    }

    [Test]
    public void The_claims_in_the_papers_order_are_those_that_there_are()
    {
        var unlisted = ClaimsOfAssembly.Names.Except(Described.Claims);

        unlisted.Should().BeEmpty("paper.json lists every claim under 'claims'");
        Described.Claims.Should().OnlyHaveUniqueItems().And.BeSubsetOf(ClaimsOfAssembly.Names);
    }

    [Test]
    public void Every_claim_is_said_in_short() => Described.ClaimsInShort.Keys.Should().BeEquivalentTo(ClaimsOfAssembly.Names);

    [Test]
    public void The_deviations_that_the_report_shows_are_those_of_the_document()
    {
        var document = Text(Path.Combine("docs", "deviations.md"));

        Described.Deviations.Should().NotBeEmpty()
            .And.OnlyContain(deviation => document.Contains($"| {deviation.What} | {deviation.Text} | {deviation.Released}"));
    }

    [Test]
    public void The_deviations_are_of_claims_that_there_are() =>
        Described.Deviations.SelectMany(deviation => deviation.Claims).Should().NotBeEmpty().And.BeSubsetOf(ClaimsOfAssembly.Names);

    [Test]
    public void The_figures_that_a_report_shows_first_are_there() => Described.KeyFigures.Should().NotBeEmpty().And.OnlyContain(key =>
        Directory.EnumerateFiles(Path.Combine(ClaimsOfAssembly.Snapshots, key.Split('.')[0]), $"{key}*.verified.png").Any());

    [Test]
    public void All_forty_figures_of_the_paper_are_listed() =>
        Described.Figures.Select(figure => figure.Number).Should().Equal(Enumerable.Range(1, 40));

    private static Headline Pinned() => Headline.Of(
        Described, PinnedClaim.In(ClaimsOfAssembly.Snapshots).Where(claim => claim.Paper == Described.Title));

    private static string Text(string document) => File.ReadAllText(Path.Combine(Root, document));

    /// <summary>Between its two comments, a document holds what the snapshots say; who accepts snapshots has it written there.</summary>
    private static void Holds(string document, string expected)
    {
        var text = Text(document);
        var block = Verdicts().Match(text).Groups[1];
        if (block.Success && RunEnvironment.OfProcess.IsAccepting)
        {
            File.WriteAllText(
                Path.Combine(Root, document), $"{text[..block.Index]}{expected.Trim()}\n{text[(block.Index + block.Length)..]}");
            return;
        }

        Assert.That(
            block.Value.Trim(),
            Is.EqualTo(expected.Trim()),
            $"{document} is behind the snapshots. To have it written: {HowToWrite}\nOr write this between its two comments:\n\n"
                + $"{expected.Trim()}\n");
    }

    [GeneratedRegex(@"under attack ([\d.]+)\.")]
    private static partial Regex LargestDifference();

    [GeneratedRegex("<!-- verdicts.*?-->\n(.*?)<!-- end of verdicts -->", RegexOptions.Singleline)]
    private static partial Regex Verdicts();
}
