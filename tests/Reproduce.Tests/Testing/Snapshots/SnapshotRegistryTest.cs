using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Tests.Testing.Snapshots;

[TestFixture]
public sealed class SnapshotRegistryTest
{
    private readonly SnapshotTest _first = Sandbox.Test(methodName: "Fgsm");
    private readonly SnapshotTest _second = Sandbox.Test(methodName: "Pgd");

    [Test]
    public void Two_tests_that_verify_one_file_are_an_error_that_names_both()
    {
        var registry = new SnapshotRegistry();
        registry.Register("a.verified.txt", _first);

        var register = () => registry.Register("a.verified.txt", _second);

        register.Should().Throw<SnapshotException>().WithMessage(
            "*'a.verified.txt' is verified more than once*first by Reproduce.AttackTest.Fgsm()*then by  Reproduce.AttackTest.Pgd()*");
    }

    [Test]
    public void Names_that_differ_in_case_only_are_one_file()
    {
        var registry = new SnapshotRegistry();
        registry.Register("a.verified.txt", _first);

        var register = () => registry.Register("A.verified.txt", _second);

        register.Should().Throw<SnapshotException>();
    }

    [Test]
    public void One_test_that_verifies_a_file_twice_is_an_error()
    {
        var registry = new SnapshotRegistry();
        registry.Register("a.verified.txt", _first);

        var register = () => registry.Register("a.verified.txt", Sandbox.Test(methodName: "Fgsm"));

        register.Should().Throw<SnapshotException>();
    }

    [Test]
    public void A_retried_test_may_verify_its_file_again_but_no_other_test_may()
    {
        var registry = new SnapshotRegistry();
        registry.Register("a.verified.txt", _first);

        registry.Register("a.verified.txt", _first with { Attempt = 1 });
        var register = () => registry.Register("a.verified.txt", _second with { Attempt = 1 });

        register.Should().Throw<SnapshotException>();
    }

    [Test]
    public void Arguments_that_only_differ_in_forbidden_characters_collide()
    {
        using var sandbox = new Sandbox();
        var settings = sandbox.Settings(accept: true);
        var content = new TableContent(Table.WithColumns(Column.Text("model")));
        SnapshotEngine.Verify(settings, Sandbox.Test(parameters: ("path", "a/b")), null, content);

        var verify = () => SnapshotEngine.Verify(settings, Sandbox.Test(parameters: ("path", "a:b")), null, content);

        verify.Should().Throw<SnapshotException>().WithMessage("*'AttackTest.Fgsm_path=a-b.verified.txt' is verified more than once*");
    }
}
