using Reproduce.Testing.Snapshots;

namespace Reproduce.Tests.Testing.Snapshots;

[TestFixture]
public sealed class SnapshotInventoryTest
{
    private static readonly SnapshotTest[] Tests =
    [
        Sandbox.Test(methodName: "Fgsm"),
        Sandbox.Test(methodName: "Pgd", parameters: ("T", 1)),
        Sandbox.Test(className: "Outer.Inner", methodName: "Test", parameters: [("data", "Signs"), ("method", "IG")]) with
        {
            FixtureParameters = 1,
        },
    ];

    [TestCase("AttackTest.Fgsm")]
    [TestCase("AttackTest.Fgsm#summary")]
    [TestCase("AttackTest.Pgd_T=1")]
    [TestCase("Outer.Inner.Test_data=Signs_method=IG")]
    [TestCase("Outer.Inner.Test_data=CIFAR-10, Paper_method=IG#curve")]
    public void A_file_of_a_test_is_no_orphan_whatever_data_its_fixture_has(string stem) =>
        SnapshotInventory.IsOrphan(stem, Tests).Should().BeFalse();

    [TestCase("AttackTest.FgsmOfOld")]
    [TestCase("AttackTest.Fgsm_bar")]
    [TestCase("AttackTest.Fgsm_T=1")]
    [TestCase("AttackTest.Fgsm.bar")]
    [TestCase("AttackTests.Fgsm")]
    [TestCase("AttackTest.Pgd")]
    [TestCase("AttackTest.Pgd_T=10")]
    [TestCase("AttackTest.Pgd_eps=1")]
    [TestCase("AttackTest.Pgd_T=1_steps=10")]
    [TestCase("Outer.Inner.Test_method=IG")]
    [TestCase("Outer.Inner.Test_data=Signs_method=Saliency")]
    [TestCase("Outer.Inner.Test_data=Signs_T=1_method=IG")]
    public void A_file_of_another_test_or_of_arguments_that_are_gone_is_an_orphan(string stem) =>
        SnapshotInventory.IsOrphan(stem, Tests).Should().BeTrue();

    [Test]
    public void Orphans_are_verified_files_by_their_paths()
    {
        using var sandbox = new Sandbox();
        sandbox.Write("Robustness/AttackTest.Fgsm#summary.verified.txt", "kept");
        sandbox.Write("Robustness/AttackTest.Fgsm_bar.verified.txt", "another test");
        sandbox.Write("Baseline/Removed.Test.verified.png", "removed");
        sandbox.Write("Baseline/Removed.Test.received.png", "not verified");
        sandbox.Write("README.md", "no snapshot");

        SnapshotInventory.Orphans(sandbox.Folder, Tests).Should().Equal(
            "Baseline/Removed.Test.verified.png", "Robustness/AttackTest.Fgsm_bar.verified.txt");
    }

    [Test]
    public void A_folder_that_does_not_exist_has_no_orphans()
    {
        using var sandbox = new Sandbox();

        SnapshotInventory.Orphans(sandbox.PathOf("missing"), []).Should().BeEmpty();
    }
}
