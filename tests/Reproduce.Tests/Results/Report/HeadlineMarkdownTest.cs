using Reproduce.Core.Statistics;
using Reproduce.Results.Headlines;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class HeadlineMarkdownTest
{
    [Test]
    public void The_findings_say_what_a_claims_number_is_once_and_again_where_it_is_another()
    {
        var onToy = new HeadlineCell("toy", Verdict.Supported, "after - before", null, null, null, "It grows.");
        var row = new HeadlineRow(
            "Growth",
            [onToy, onToy with { Data = "Signs", Found = null }, null, onToy with { Data = "CIFAR-10", Effect = "after / before" }],
            InShort: "It grows with time");

        var findings = HeadlineMarkdown.Findings(new Headline(["default data", "Signs", "TSRD", "CIFAR-10"], [row]));

        findings.Should().Be(
            """
            **Growth.** It grows with time. The number: after - before.

            - toy, ✓ supported: It grows.
            - Signs, ✓ supported.
            - CIFAR-10, ✓ supported: It grows. The number: after / before.


            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void A_claim_in_the_table_says_in_short_what_it_is()
    {
        var row = new HeadlineRow("Growth", [new("toy", Verdict.Mixed, "", null, null, null, null)], InShort: "It grows");

        HeadlineMarkdown.Table(new Headline(["toy"], [row]), claim => $"{claim}.cs").Should().Contain(
            "| [Growth](Growth.cs)<br>It grows | **◐ mixed** |\n");
    }

    [Test]
    public void No_claims_have_no_findings() => HeadlineMarkdown.Findings(new Headline([], [])).Should().BeEmpty();
}
