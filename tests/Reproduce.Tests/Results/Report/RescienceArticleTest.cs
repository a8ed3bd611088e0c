using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Report;
using Reproduce.Tests.Results.Headlines;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class RescienceArticleTest
{
    [Test]
    public void The_sections_are_those_of_the_template_in_its_order() =>
        Sections(RescienceArticle.Render(SampleReport.Of(folder: null))).Should().Equal(
            "# Reproducibility report: A Sample of a Paper",
            "## Scope of reproducibility",
            "## Methodology",
            "### Computational requirements",
            "### Where text, released code and this run differ",
            "## Results",
            "### Decay on toy",
            "### Growth on Signs",
            "### Growth on toy",
            "## What was easy",
            "## What was difficult",
            "### Statements without a verdict");

    [Test]
    public void Every_claim_is_there_with_its_verdict_its_number_and_the_papers()
    {
        var set = SampleHeadline.Set with
        {
            Runs = [.. SampleHeadline.Set.Items.Select(item => SampleHeadline.Run(item.Claim, item.Data, ClaimState.Passed))],
        };

        var text = RescienceArticle.Render(set);

        text.Should().Contain("### Growth on toy\n\n◐ mixed, 12.3 \\[8.1, 16.4\\], paper 14.2").And.Contain("The number: after - before.");
        foreach (var claim in ClaimReport.Of(set).Where(claim => claim.Verdict is not null))
        {
            text.Should().Contain($"### {claim.Run.Claim} on {claim.Run.Data}\n\n{ReportWords.SignOf(claim.Verdict!.Value)} ");
        }
    }

    [Test]
    public void A_sub_claim_is_a_line_with_what_is_claimed_its_verdict_our_number_and_the_papers()
    {
        var set = SampleReport.Of(folder: null);

        RescienceArticle.Render(set).Should().Contain("| It grows. | above 5 | ◐ mixed | 1.2 \\[0.88, 1.63\\] |  |\n");
        RescienceArticle.Render(WithNumber(set, 7.5, published: 6.25))
            .Should().Contain("| It grows. | above 5 | ◐ mixed | 7.5 \\[0.88, 1.63\\] | 6.25 |\n");
    }

    [Test]
    public void Supported_claims_were_easy_and_what_is_not_decided_or_has_no_verdict_was_difficult()
    {
        var parts = RescienceArticle.Render(SampleReport.Of(folder: null)).Split("## What was ");

        parts[1].Should().Contain("**Growth** on Signs: ✓ supported").And.NotContain("mixed");
        parts[2].Should().Contain("**Growth** on toy: ◐ mixed").And.NotContain("**Growth** on Signs")
            .And.Contain("Not run: Growth on CIFAR-10. Its files are not there")
            .And.Contain("| section 3 | It is heavy | There is no scale. |");
    }

    [Test]
    public void A_changed_verdict_changes_the_text() =>
        RescienceArticle.Render(Sample.Set(Sample.Whole(Verdict.Undecided))).Split("## What was ")[2]
            .Should().Contain("**Growth** on toy: ? undecided");

    [TestCase(Verdict.Supported, 2, "No claim that was run is contradicted, mixed, undecided or not tested.")]
    [TestCase(Verdict.Contradicted, 1, "No claim that was run is supported.")]
    public void Where_a_list_is_empty_it_says_of_what(Verdict verdict, int part, string sentence)
    {
        var parts = RescienceArticle.Render(Sample.Set(Sample.Whole(verdict))).Split("## What was ");

        parts[part].Should().Contain(sentence);
        parts[3 - part].Should().NotContain("No claim that was run");
    }

    [Test]
    public void No_text_of_somebody_else_becomes_markup()
    {
        var text = RescienceArticle.Render(SampleReport.Of(folder: null, SampleReport.Hostile));

        text.Should().NotContain("<script").And.NotContain("<img").And.NotContain("[a](b)");
        text.Split('\n').Where(line => line.StartsWith('|')).Should().OnlyContain(line => line.EndsWith('|'));
    }

    private static string[] Sections(string text) => [.. text.Split('\n').Where(line => line.StartsWith('#'))];

    /// <summary>The results with another mean of the first sub-claim.</summary>
    private static ResultSet WithNumber(ResultSet set, double estimate, double published) => set with
    {
        Items =
        [
            .. set.Items.Select(item => item.SubClaim is { Statement: "It grows.", Verdict: Verdict.Mixed } part
                ? item with { SubClaim = part with { Mean = part.Mean! with { Estimate = estimate, Published = published } } }
                : item),
        ],
    };
}
