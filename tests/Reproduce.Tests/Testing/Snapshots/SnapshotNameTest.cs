using CsCheck;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Tests.Testing.Snapshots;

[TestFixture]
public sealed class SnapshotNameTest
{
    private static readonly int[] Several = [1, 2];

    private enum Flavour
    {
        Distilled,
    }

    [Test]
    public void A_name_has_class_method_and_arguments_as_Verify_writes_them() =>
        SnapshotName.Stem(Sandbox.Test(parameters: [("flavour", Flavour.Distilled), ("T", 0.5)]), null)
            .Should().Be("AttackTest.Fgsm_flavour=Distilled_T=0.5");

    [Test]
    public void A_snapshot_of_several_has_its_own_name_after_a_hash() =>
        SnapshotName.Stem(Sandbox.Test(parameters: ("T", 10)), "loss curve").Should().Be("AttackTest.Fgsm_T=10#loss curve");

    [TestCase(null, "null")]
    [TestCase(true, "True")]
    [TestCase(1e-7, "1E-07")]
    [TestCase(0.1f, "0.1")]
    [TestCase("a<b>c:\"d/e\\f|g?h*i#j\n", "a-b-c--d-e-f-g-h-i-j-")]
    [TestCase(typeof(SnapshotNameTest), "SnapshotNameTest")]
    public void A_value_becomes_a_part_of_a_file_name(object? value, string expected) =>
        SnapshotName.Stem(Sandbox.Test(parameters: ("x", value)), null).Should().Be($"AttackTest.Fgsm_x={expected}");

    [Test]
    public void A_list_is_written_item_by_item() =>
        SnapshotName.Stem(Sandbox.Test(parameters: ("x", Several)), null).Should().Be("AttackTest.Fgsm_x=1,2");

    [Test]
    public void Every_value_gives_a_name_that_any_file_system_takes() =>
        Gen.String[0, 20].Where(text => !text.Any(char.IsSurrogate)).Sample(value =>
        {
            var stem = SnapshotName.Stem(Sandbox.Test(parameters: ("x", value)), null);
            return stem.IndexOfAny(['<', '>', ':', '"', '/', '\\', '|', '?', '*', '#']) < 0 && !stem.Any(char.IsControl);
        });

    [Test]
    public void A_name_of_the_greatest_length_is_taken_and_a_longer_one_rejected()
    {
        var free = SnapshotName.MaxLength - "AttackTest.Fgsm_x=.difference.png".Length;
        var longest = Sandbox.Test(parameters: ("x", new string('a', free)));
        var tooLong = Sandbox.Test(parameters: ("x", new string('a', free - 1) + "ä"));

        var take = () => SnapshotName.Stem(longest, null);
        var reject = () => SnapshotName.Stem(tooLong, null);

        take.Should().NotThrow();
        reject.Should().Throw<SnapshotException>().WithMessage("*at most 200 bytes. Actual: 201 for Reproduce.AttackTest.Fgsm(*Shorten*");
    }

    [TestCase("\u00E4", "\u00E4")]
    [TestCase("a\u0308", "a-")]
    public void A_letter_that_may_be_spelt_in_two_ways_gives_a_name_that_may_not(string letter, string expected) =>
        SnapshotName.Stem(Sandbox.Test(parameters: ("x", letter)), null).Should().Be($"AttackTest.Fgsm_x={expected}");

    [Test]
    public void No_name_holds_a_combining_mark() =>
        Gen.String[Gen.Char["ae\u0301\u0308\u0323"], 0, 10].Sample(value =>
            !SnapshotName.Stem(Sandbox.Test(parameters: ("x", value)), value + "x")
                .Any(letter => letter is '\u0301' or '\u0308' or '\u0323'));

    [TestCase("Robustness", true)]
    [TestCase("Table-2_b.1", true)]
    [TestCase("", false)]
    [TestCase("..", false)]
    [TestCase("a/b", false)]
    [TestCase("a b", false)]
    public void A_claim_is_a_folder_name(string claim, bool isValid)
    {
        var check = () => SnapshotName.CheckClaim(Sandbox.Test(claim: claim));

        if (isValid)
        {
            check().Should().Be(claim);
        }
        else
        {
            check.Should().Throw<SnapshotException>().WithMessage($"*Actual: '{claim}' of Reproduce.AttackTest.Fgsm()*Rename*");
        }
    }

    [TestCase(typeof(SnapshotNameTest), "SnapshotNameTest")]
    [TestCase(typeof(Flavour), "SnapshotNameTest.Flavour")]
    [TestCase(typeof(List<Flavour>), "List[SnapshotNameTest.Flavour]")]
    public void A_class_is_named_without_its_namespace(Type type, string expected) =>
        SnapshotName.OfClass(type).Should().Be(expected);
}
