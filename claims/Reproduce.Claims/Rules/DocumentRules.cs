using System.Text.RegularExpressions;
using FluentAssertions;
using Reproduce.Core.Files;
using Reproduce.Results;
using Reproduce.Results.Headlines;
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
    public void What_was_found_in_the_readme_is_what_the_snapshots_say()
    {
        var pinned = PinnedClaim.In(Path.Combine(Root, "snapshots")).Where(claim => claim.Paper == Described.Title);
        var expected = HeadlineMarkdown.Table(Headline.Of(Described, pinned), claim => $"claims/Reproduce.Claims/{claim}.cs").Trim();

        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var block = Regex.Match(readme, "<!-- verdicts.*?-->\n(.*?)<!-- end of verdicts -->", RegexOptions.Singleline);

        Assert.That(
            block.Groups[1].Value.Trim(),
            Is.EqualTo(expected),
            $"Write this between the two comments of README.md:\n\n{expected}\n");
    }

    [Test]
    public void The_claims_in_the_papers_order_are_those_that_there_are() => Described.Claims.Should().BeEquivalentTo(Claims());

    [Test]
    public void The_deviations_that_the_report_shows_are_those_of_the_document()
    {
        var document = File.ReadAllText(Path.Combine(Root, "docs", "deviations.md"));

        Described.Deviations.Should().NotBeEmpty()
            .And.OnlyContain(deviation => document.Contains($"| {deviation.What} | {deviation.Text} | {deviation.Released}"));
    }

    [Test]
    public void The_deviations_are_of_claims_that_there_are() =>
        Described.Deviations.SelectMany(deviation => deviation.Claims).Should().NotBeEmpty().And.BeSubsetOf(Claims());

    [Test]
    public void All_forty_figures_of_the_paper_are_listed() =>
        Described.Figures.Select(figure => figure.Number).Should().Equal(Enumerable.Range(1, 40));

    private static IEnumerable<string> Claims() => typeof(DocumentRules).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes(typeof(ClaimAttribute), inherit: false).Cast<ClaimAttribute>())
        .Select(claim => claim.Name).Distinct();
}
