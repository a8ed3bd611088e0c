using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results;

[TestFixture]
public sealed class PinnedClaimTest
{
    private static readonly PinnedClaim Pinned = new(
        "Growth",
        "A Sample",
        "It grows: always.",
        "section 1",
        "toy",
        "after / before",
        "It grows, late.",
        Verdict.Mixed,
        new Interval(1.5, 1.2, 1.8, 0.95),
        Published: 1.4);

    [Test]
    public void A_pinned_claim_is_found_by_the_lines_and_the_row_of_its_snapshot_alone()
    {
        using var folder = new TemporaryFolder();
        var claim = Directory.CreateDirectory(Path.Combine(folder.Path, "Growth")).FullName;
        File.WriteAllLines(
            Path.Combine(claim, "Growth.Whole.verified.txt"),
            [.. Pinned.Lines, "", "| part |", "| :-- |", Row("Mixed | 1.500 | 1.200 | 1.800 | 1.400 | 5 | |"), "| primary | Mixed |"]);
        File.WriteAllText(Path.Combine(claim, "Growth.Other.verified.txt"), "A sub-claim.\nSource:  section 1\n");
        File.WriteAllLines(Path.Combine(claim, "Growth.Whole.received.txt"), [.. Pinned.Lines, Row("Mixed | | | | | | |")]);

        PinnedClaim.In(folder.Path).Should().Equal(Pinned);
    }

    [Test]
    public void A_claim_that_was_not_tested_has_no_number()
    {
        var untested = Pinned with { Found = null, Verdict = Verdict.NotTested, Number = null, Published = null };

        PinnedClaim.TryParse("Growth", [.. untested.Lines, Row("NotTested | | | | | | |")]).Should().Be(untested);
    }

    [Test]
    public void A_folder_that_does_not_exist_pins_nothing() =>
        PinnedClaim.In(Path.Combine(Path.GetTempPath(), "no such folder")).Should().BeEmpty();

    [TestCase("Perhaps")]
    [TestCase("1")]
    [TestCase("")]
    public void A_verdict_that_is_none_pins_nothing(string verdict) =>
        PinnedClaim.TryParse("Growth", [.. Pinned.Lines, Row(verdict + " | 1 | 1 | 1 | | 5 | |")]).Should().BeNull();

    private static string Row(string cells) => $"| the claim | {cells} | all primary sub-claims together |";
}
