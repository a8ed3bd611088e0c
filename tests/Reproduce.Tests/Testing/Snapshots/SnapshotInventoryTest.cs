using Reproduce.Testing.Snapshots;

namespace Reproduce.Tests.Testing.Snapshots;

[TestFixture]
public sealed class SnapshotInventoryTest
{
    [Test]
    public void A_verified_file_whose_test_does_not_exist_is_an_orphan()
    {
        using var sandbox = new Sandbox();
        sandbox.Write("Robustness/AttackTest.Fgsm_T=1.verified.txt", "kept");
        sandbox.Write("Robustness/AttackTest.Fgsm#summary.verified.txt", "kept");
        sandbox.Write("Robustness/Outer.Inner.Test.verified.png", "kept");
        sandbox.Write("Robustness/AttackTest.FgsmOfOld.verified.txt", "another method");
        sandbox.Write("Robustness/AttackTests.Fgsm.verified.txt", "another class");
        sandbox.Write("Baseline/Removed.Test.verified.png", "removed");
        sandbox.Write("Baseline/Removed.Test.received.png", "not verified");
        sandbox.Write("README.md", "no snapshot");

        SnapshotInventory.Orphans(sandbox.Folder, ["AttackTest.Fgsm", "Outer.Inner.Test"]).Should().Equal(
            "Baseline/Removed.Test.verified.png",
            "Robustness/AttackTest.FgsmOfOld.verified.txt",
            "Robustness/AttackTests.Fgsm.verified.txt");
    }

    [Test]
    public void A_folder_that_does_not_exist_has_no_orphans()
    {
        using var sandbox = new Sandbox();

        SnapshotInventory.Orphans(sandbox.PathOf("missing"), []).Should().BeEmpty();
    }
}
