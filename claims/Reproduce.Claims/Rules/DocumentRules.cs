using System.Text.RegularExpressions;
using FluentAssertions;
using Reproduce.Core.Files;
using Reproduce.Results;
using Reproduce.Results.Report;
using Reproduce.Testing;

namespace Reproduce.Claims.Rules;

/// <summary>What the documents say of results and of the paper is what snapshots and paper.json say.</summary>
[TestFixture]
public sealed class DocumentRules
{
    private static readonly string Root = RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory);

    private static readonly Paper Described = PaperAttribute.Of(typeof(Robustness));

    [Test]
    public void The_table_of_verdicts_in_the_readme_is_that_of_the_snapshots()
    {
        var expected = PinnedClaim.In(Path.Combine(Root, "snapshots"))
            .Where(pinned => pinned.Paper == Described.Title)
            .Select(pinned => $"| [{pinned.Claim}](claims/Reproduce.Claims/{pinned.Claim}.cs) | {pinned.Data} | "
                + $"{ReportWords.Of(pinned.Verdict)} | \"{pinned.Sentence}\" ({pinned.Source}) |");

        var table = Regex.Match(
            File.ReadAllText(Path.Combine(Root, "README.md")), "<!-- verdicts.*?-->\n(.*?)<!-- end of verdicts -->",
            RegexOptions.Singleline);

        table.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Should().Equal(expected);
    }

    [Test]
    public void The_deviations_that_the_report_shows_are_those_of_the_document()
    {
        var document = File.ReadAllText(Path.Combine(Root, "docs", "deviations.md"));

        Described.Deviations.Should().NotBeEmpty()
            .And.OnlyContain(deviation => document.Contains($"| {deviation.What} | {deviation.Text} | {deviation.Released}"));
    }

    [Test]
    public void The_deviations_are_of_claims_that_there_are()
    {
        var claims = typeof(DocumentRules).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(ClaimAttribute), inherit: false).Cast<ClaimAttribute>())
            .Select(claim => claim.Name);

        Described.Deviations.SelectMany(deviation => deviation.Claims).Should().NotBeEmpty().And.BeSubsetOf(claims);
    }

    [Test]
    public void All_forty_figures_of_the_paper_are_listed() =>
        Described.Figures.Select(figure => figure.Number).Should().Equal(Enumerable.Range(1, 40));
}
