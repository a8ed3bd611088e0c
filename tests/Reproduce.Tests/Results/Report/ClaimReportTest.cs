using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

/// <summary>What a report says of a fixture whose latest run did not compute all of its results.</summary>
[TestFixture]
public sealed class ClaimReportTest
{
    private static readonly ResultItem Whole = Sample.Whole(Verdict.Supported);

    [Test]
    public void A_run_that_passed_is_as_pinned_only_if_no_earlier_result_differs()
    {
        var claim = ClaimReport.Of(Sample.Set(Whole, Sample.Table() with { Snapshot = SnapshotState.Differs })).Single();

        claim.IsAsPinned.Should().BeFalse("a filter may have left the failing test out");
        claim.Pinned.Should().Be("differs from what is pinned");
    }

    [Test]
    public void The_figure_that_shows_the_claims_point_comes_first()
    {
        var (first, key) = (Sample.Figure("ab"), Sample.Figure("ab") with { Id = "Growth.Figure_2_data=toy", Figures = [2] });
        var set = Sample.Set(first, key);

        ClaimReport.Of(set).Single().Figures.Should().Equal(first, key);
        ClaimReport.Of(set with { Paper = set.Paper with { KeyFigures = ["Growth.Figure_2"] } })
            .Single().Figures.Should().Equal(key, first);
    }

    [Test]
    public void Results_of_an_earlier_run_are_counted()
    {
        var set = Sample.Set(Whole, Sample.Table()) with { Runs = [Run(Sample.Noon.AddHours(1), seconds: 60)] };

        var claim = ClaimReport.Of(set).Single();

        claim.Earlier.Should().Be(2);
        claim.Pinned.Should().Be("as pinned (2 results from an earlier run)");
    }

    [Test]
    public void Results_within_the_run_are_its_own() => ClaimReport.Of(
        Sample.Set(Whole) with { Runs = [Run(Sample.Noon.AddSeconds(59), seconds: 60)] }).Single().Pinned.Should().Be("as pinned");

    [Test]
    public void A_run_that_failed_without_a_difference_has_failed() => ClaimReport.Of(
        Sample.Set(Whole) with { Runs = [Sample.Run(state: ClaimState.Failed) with { Reason = "It_grows" }] })
        .Single().Pinned.Should().Be("failed: It_grows");

    private static ClaimRun Run(DateTimeOffset end, double seconds) =>
        Sample.Run() with { Seconds = seconds, Origin = Sample.Origin with { At = end } };
}
