using System.Text;
using System.Text.RegularExpressions;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed partial class MarkdownReportTest
{
    private const int MostBytes = 1024 * 1024;

    private const string Notes =
        "Mean 1.2 \\[0.88, 1.63\\], claimed above 5. Cases: 1 for, 0 against, 1 open; one more case would lie between -0.5 and 3.";

    [Test]
    public void It_begins_with_the_paper_and_a_line_for_each_claim()
    {
        const string parts = "2 primary sub-claims: 1 contradicted, 1 mixed";
        const string difference = "differs from what is pinned: A verdict differs";

        MarkdownReport.Render(SampleReport.Of(folder: null)).Should().StartWith(
        $"""
        # A Sample of a Paper

        2 claims decided, profile Quick, commit abcdef0, Some CPU (2 cores), 2026-03-01 12:00 UTC.

        | claim | Signs | toy |
        | :-- | :-- | :-- |
        | Decay | not run | not run |
        | Growth | **✓ supported**<br>1.2 [0.88, 1.63] | **◐ mixed**<br>1.2 [0.88, 1.63] |

        **Growth.** The number: after minus before.

        - Signs, ✓ supported.
        - toy, ◐ mixed: It grows, late

        | claim | data | verdict | how sure | pinned |
        | :-- | :-- | :-- | :-- | :-- |
        | Decay | Signs |  |  | started but not finished: it is still running, was interrupted, or its set-up failed |
        | Decay | toy |  |  | nothing pinned to compare with |
        | Growth | Signs | ✓ supported | 1 of 1 case decided; 1 primary sub-claim: 1 supported | {difference} |
        | Growth | toy | ◐ mixed | 3 of 4 cases decided; {parts} | as pinned |
        | Growth | CIFAR-10 |  |  | not run: Its files are not there |

        """.ReplaceLineEndings("\n"));
    }

    [TestCase(ClaimState.Passed, SnapshotState.Differs, "differs from what is pinned", Description = "a filter left the test out")]
    [TestCase(ClaimState.Failed, SnapshotState.Agrees, "failed", Description = "in its set-up")]
    public void Of_the_pinned_results_it_says_what_the_other_reports_say(ClaimState state, SnapshotState snapshot, string expected) =>
        Lines(Sample.Set(Sample.Table() with { Snapshot = snapshot }) with { Runs = [Sample.Run(state: state)] })
            .Should().Contain($"| Growth | toy |  |  | {expected} |");

    [Test]
    public void The_papers_statements_follow_with_their_verdicts_or_why_there_is_none() =>
        MarkdownReport.Render(SampleReport.Of(folder: null)).Should().Contain(
        """

        ## The paper's statements

        1 of 4 statements decided: 1 mixed.

        | where | statement | verdict |
        | :-- | :-- | :-- |
        | abstract | It grows 'does grow' | ◐ mixed (Growth: A grows) |
        | section 1 | The weather has no part in it | ? undecided (Growth: B weather) |
        | section 2 | It withers | Its test did not run. |
        | section 3 | It is heavy | There is no scale. |

        """.ReplaceLineEndings("\n"));

    [Test]
    public void What_differs_comes_before_the_claims()
    {
        var text = MarkdownReport.Render(SampleReport.Of(folder: null));

        text.Should().Contain("- **Growth (Signs): Grows on signs**\n\n      - 1.0\n      + 2.0\n");
        text.IndexOf("## Differs", StringComparison.Ordinal)
            .Should().BePositive().And.BeLessThan(text.IndexOf("## Growth (Signs)", StringComparison.Ordinal));
    }

    [Test]
    public void Where_nothing_differs_nothing_is_said_of_it() =>
        MarkdownReport.Render(Sample.Set(Sample.Whole(Verdict.Supported))).Should().NotContain("Differs");

    [Test]
    public void Sub_claims_are_in_the_order_of_the_whole_and_those_beside_it_are_named() => Lines(SampleReport.Of(folder: null))
        .SkipWhile(line => line != "## Growth (toy)").Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Should().Equal(
            $"- ✗ **contradicted** First it shrinks. {Notes}",
            $"- ◐ **mixed** It grows. {Notes} Half of it",
            $"- ? **undecided** secondary: It is not the weather. {Notes} 31 seeds would decide it, if the estimate is true.",
            "- – **not tested** secondary: It is heavy. There is no scale.");

    [Test]
    public void No_text_becomes_markup()
    {
        var lines = Lines(SampleReport.Of(folder: null, SampleReport.Hostile)).Where(line => !IsCode(line));
        var text = OurMarkup().Replace(string.Join('\n', lines), "");

        text.Should().NotContain("<").And.NotMatchRegex(@"(?<!\\)[\[\]`]", "each is escaped").And.Contain("&lt;script&gt;");
    }

    [Test]
    public void A_table_keeps_its_columns_whatever_a_text_says() =>
        Lines(SampleReport.Of(folder: null, "a | b\nc")).Where(line => line.StartsWith('|'))
            .Select(line => line.Replace("\\|", "").Count(letter => letter == '|'))
                .Should().Equal(4, 4, 4, 4, 6, 6, 6, 6, 6, 6, 6, 4, 4, 4, 4, 4, 4);

    [TestCase("\r")]
    [TestCase("\r\n")]
    [TestCase("\n")]
    public void No_line_of_a_difference_leaves_its_block(string lineBreak) =>
        Lines(Sample.Set(Differing(1, $"a{lineBreak}# b"))).Should().Contain("      # b").And.NotContain("# b");

    [Test]
    public void A_long_difference_says_how_much_of_it_is_left_out()
    {
        var text = MarkdownReport.Render(Sample.Set(Differing(1, string.Join('\n', Enumerable.Range(1, 20)))));

        text.Should().Contain("      12\n      ... 8 more lines\n").And.NotContain("      13\n");
    }

    [Test]
    public void A_summary_of_a_thousand_differing_results_is_one_that_GitHub_takes()
    {
        var line = new string('x', 5000);

        var text = MarkdownReport.Render(Sample.Set([.. Enumerable.Range(1, 1000).Select(number => Differing(number, line))]));

        Encoding.UTF8.GetByteCount(text).Should().BeLessThan(MostBytes);
        text.Should().Contain("And 900 more results");
    }

    [Test]
    public void Equal_results_give_equal_texts() =>
        MarkdownReport.Render(SampleReport.Of(folder: null)).Should().Be(MarkdownReport.Render(SampleReport.Of(folder: null)));

    [Test]
    public void Without_any_run_it_says_so() =>
        MarkdownReport.Render(Sample.Set() with { Runs = [] }).Should().Contain("No claim has been run.");

    private static ResultItem Differing(int number, string difference) =>
        Sample.Table() with { Id = $"Growth.Table_{number}", Snapshot = SnapshotState.Differs, Difference = difference };

    private static string[] Lines(ResultSet set) => MarkdownReport.Render(set).Split('\n', '\r');

    private static bool IsCode(string line) => line.StartsWith("      ", StringComparison.Ordinal);

    /// <summary>Line breaks and intervals within the headline.</summary>
    [GeneratedRegex(@"<br>|(?<=<br>\S+ )\[\S+, \S+\]")]
    private static partial Regex OurMarkup();
}
