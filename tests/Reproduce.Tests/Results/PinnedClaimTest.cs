using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results;

[TestFixture]
public sealed class PinnedClaimTest
{
    private static readonly PinnedClaim Pinned = new("Growth", "A Sample", "It grows: always.", "section 1", "toy", Verdict.NotSupported);

    [Test]
    public void A_pinned_claim_is_found_by_the_lines_of_its_snapshot_alone()
    {
        using var folder = new TemporaryFolder();
        var claim = Directory.CreateDirectory(Path.Combine(folder.Path, "Growth")).FullName;
        File.WriteAllLines(Path.Combine(claim, "Growth.Whole.verified.txt"), [.. Pinned.Lines, "", "| part |"]);
        File.WriteAllText(Path.Combine(claim, "Growth.Other.verified.txt"), "A sub-claim.\nSource:  section 1\n");
        File.WriteAllLines(Path.Combine(claim, "Growth.Whole.received.txt"), Pinned.Lines);

        PinnedClaim.In(folder.Path).Should().Equal(Pinned);
    }

    [Test]
    public void A_folder_that_does_not_exist_pins_nothing() =>
        PinnedClaim.In(Path.Combine(Path.GetTempPath(), "no such folder")).Should().BeEmpty();

    [Test]
    public void A_verdict_that_is_none_pins_nothing() =>
        PinnedClaim.TryParse("Growth", [.. Pinned.Lines.Take(4), "Verdict: Perhaps"]).Should().BeNull();
}
