using FluentAssertions;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Claims.Rules;

/// <summary>Every claim has snapshots, and every snapshot of a claim belongs to a fixture.</summary>
[TestFixture]
public sealed class SnapshotRules
{
    [Test]
    public void Every_claim_has_a_folder_of_snapshots() =>
        ClaimsOfAssembly.Names.Should().NotBeEmpty().And.OnlyContain(claim => VerifiedFiles(claim).Any());

    [Test]
    public void Every_snapshot_of_a_claim_belongs_to_a_test()
    {
        foreach (var claim in ClaimsOfAssembly.Names)
        {
            SnapshotInventory.Orphans(FolderOf(claim), TestRun.TestsOf(TestRun.Current, claim)).Should().BeEmpty();
        }
    }

    [Test]
    public void A_snapshot_is_small_enough_for_version_control()
    {
        const long largest = 1_000_000;

        var tooLarge = ClaimsOfAssembly.Names.SelectMany(claim => VerifiedFiles(claim)).Where(file => file.Length > largest);

        tooLarge.Select(file => file.Name).Should().BeEmpty();
    }

    private static IEnumerable<FileInfo> VerifiedFiles(string claim) => new DirectoryInfo(FolderOf(claim)).EnumerateFiles("*.verified.*");

    private static string FolderOf(string claim) =>
        Path.Combine(ClaimsOfAssembly.Snapshots, claim);
}
