using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Report;
using Reproduce.Tests.Results.Headlines;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class ConsoleReportTest
{
    [Test]
    public void Claims_with_their_parts_are_followed_by_the_headline() => ConsoleReport.Render(SampleHeadline.Set).Should().Be(
        """
        Growth on toy: ◐ mixed; 12.3 [8.1, 16.4]; paper 14.2
          ✓ supported     12.3 [8.1, 16.4]  paper 14.2
              It grows.
          ✗ contradicted  0.5 [-1, 2]
              It grows by more than the paper says of every single one of the cases in
              which somebody has looked at it so far.
          controls and further readings:
          ? undecided     3 [-1, 7]
              It is not the weather. (30 seeds would decide it)
          Found: It grows where it is warm, and shrinks where it is cold. Of either
          effect the half is left when the clock is stopped, and nothing of it is left
          in the dark.
          The number: after - before

        Growth on CIFAR-10: ✓ supported; 25 [20, 30]; paper 22
          ✓ supported  25 [20, 30]  paper 22
              It grows.
          Found: It grows.
          The number: after - before

        Decay on Signs: ? undecided; 0.012 [-0.25, 0.275]; needs 14 seeds
          ? undecided  0.012 [-0.25, 0.275]
              It decays. (14 seeds would decide it)
          Found: Three seeds are not enough.
          The number: after - before

        Decay on Signs, Paper: ✗ contradicted; -0.775 [-0.84, -0.71]
          ✗ contradicted  -0.775 [-0.84, -0.71]
              It decays.
          The number: after - before

        Chance on toy: – not tested
          – not tested
              It is chance.

                default data          CIFAR-10     TSRD     Signs, Paper
        ------  --------------------  -----------  -------  ---------------------
        Growth  ◐ mixed (toy)         ✓ supported  not run  not run
                12.3 [8.1, 16.4]      25 [20, 30]
                paper 14.2            paper 22
        Decay   ? undecided (Signs)   not run      not run  ✗ contradicted
                0.012 [-0.25, 0.275]                        -0.775 [-0.84, -0.71]
                needs 14 seeds
        Chance  – not tested (toy)    –            –        –


        """.ReplaceLineEndings("\n"));

    [Test]
    public void One_claim_alone_has_no_headline() => ConsoleReport.Render(Only("Decay", "Signs")).Should().Be(
        """
        Decay on Signs: ? undecided; 0.012 [-0.25, 0.275]; needs 14 seeds
          ? undecided  0.012 [-0.25, 0.275]
              It decays. (14 seeds would decide it)
          Found: Three seeds are not enough.
          The number: after - before


        """.ReplaceLineEndings("\n"));

    [Test]
    public void A_claim_whose_whole_did_not_run_shows_the_parts_that_did()
    {
        var whole = SampleHeadline.Set.Items.Single(item => item is { Claim: "Decay", Data: "Signs" });
        var part = new SubClaim(
            "It decays.", "section 1", "after - before", "above 0", Verdict.NotTested, null, null, null, null, null, []);

        ConsoleReport.Render(SampleHeadline.Of(whole with { Whole = null, SubClaim = part }))
            .Should().Be("Decay on Signs: no verdict on the whole\n  – not tested  as pinned\n      It decays.\n\n");
    }

    [Test]
    public void What_did_not_run_says_why_once_for_all_of_a_reason()
    {
        const string reason = "CIFAR-10 is not there.\nFetch it: reproduce data fetch cifar10";
        var set = SampleHeadline.Of() with
        {
            Runs =
            [
                SampleHeadline.Run("Decay", "CIFAR-10", ClaimState.NotRun) with { Reason = reason },
                SampleHeadline.Run("Growth", "CIFAR-10", ClaimState.NotRun) with { Reason = reason },
            ],
        };

        ConsoleReport.Render(set).Should().StartWith(
            "Not run: Growth, Decay on CIFAR-10. CIFAR-10 is not there. Fetch it: reproduce\ndata fetch cifar10\n\n");
    }

    [Test]
    public void Where_something_has_changed_the_controls_that_have_not_are_counted()
    {
        var whole = SampleHeadline.Set.Items.Single(item => item is { Claim: "Growth", Data: "toy" });
        var control = whole.Whole!.Beside.Single();
        var item = whole with
        {
            Id = "control",
            Whole = null,
            SubClaim = new SubClaim(
                control.Statement, "section 1", "after - before", "above 0", control.Verdict, null, null, null, null, null, []),
        };

        Render(SnapshotState.Agrees).Should().Contain("  ? undecided     3 [-1, 7]                     as pinned\n");
        Render(SnapshotState.Differs).Should().Contain("\n  controls and further readings:\n  1 more as pinned\n");

        string Render(SnapshotState state) => ConsoleReport.Render(SampleHeadline.Of(whole with { Snapshot = state }, item));
    }

    [Test]
    public void No_line_is_wider_than_a_console()
    {
        var text = ConsoleReport.Render(SampleReport.Of(folder: null, SampleReport.Unbroken));

        text.Split('\n').Max(line => line.Length).Should().BeLessThanOrEqualTo(ConsoleReport.Width);
    }

    [Test]
    public void A_result_that_is_not_as_pinned_is_said_beside_the_verdict()
    {
        var set = Only("Decay", "Signs");

        ConsoleReport.Render(set with { Items = [set.Items.Single() with { Snapshot = SnapshotState.Differs }] })
            .Should().Contain("needs 14 seeds; 1 changed\n");
    }

    private static ResultSet Only(string claim, string data) =>
        SampleHeadline.Of(SampleHeadline.Set.Items.Single(item => item.Claim == claim && item.Data == data));
}
