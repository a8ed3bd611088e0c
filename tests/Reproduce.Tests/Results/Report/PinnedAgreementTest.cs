using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class PinnedAgreementTest
{
    [Test]
    public void All_verdicts_that_are_the_pinned_ones_are_counted() =>
        Sentence(WholeOn("toy", SnapshotState.Agrees), WholeOn("Signs", SnapshotState.Agrees)).Should()
            .Be("Verdicts that agree with the pinned ones: 2 of 2.");

    [Test]
    public void A_verdict_that_differs_does_not_agree() =>
        Sentence(WholeOn("toy", SnapshotState.Agrees), WholeOn("Signs", SnapshotState.Differs))
            .Should().Be("Verdicts that agree with the pinned ones: 1 of 2; results that differ from what is pinned: 1.");

    [Test]
    public void A_verdict_without_a_pinned_one_neither_agrees_nor_differs() =>
        Sentence(WholeOn("toy", SnapshotState.Missing)).Should()
            .Be("Verdicts that agree with the pinned ones: 0 of 1; without a pinned one: 1.");

    [Test]
    public void Where_the_verdict_agrees_a_table_that_differs_is_not_kept_quiet() =>
        Sentence(WholeOn("toy", SnapshotState.Agrees), Sample.Table() with { Snapshot = SnapshotState.Differs })
            .Should().Be("Verdicts that agree with the pinned ones: 1 of 1; results that differ from what is pinned: 1.");

    [Test]
    public void Without_a_verdict_nothing_is_said() => Sentence(Sample.Table()).Should().BeEmpty();

    [Test]
    public async Task The_page_says_it_at_its_top()
    {
        var page = await HtmlReport.RenderAsync(SetOf(WholeOn("toy", SnapshotState.Agrees)));

        page[..page.IndexOf("<main", StringComparison.Ordinal)].Should().Contain("Verdicts that agree with the pinned ones: 1 of 1.");
    }

    private static string Sentence(params ResultItem[] items) => PinnedAgreement.Of(ClaimReport.Of(SetOf(items)));

    private static ResultSet SetOf(params ResultItem[] items) =>
        Sample.Set([.. items]) with { Runs = [.. items.Select(item => item.Data).Distinct().Select(data => Sample.Run(data: data))] };

    private static ResultItem WholeOn(string data, SnapshotState snapshot) =>
        Sample.Whole(Verdict.Supported) with { Id = $"Growth.Whole_{data}", Data = data, Snapshot = snapshot };
}
