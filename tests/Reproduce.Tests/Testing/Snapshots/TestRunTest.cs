using Reproduce.Testing.Snapshots;

namespace Reproduce.Tests.Testing.Snapshots;

[TestFixture(20, "Reduced"), Property("Claim", "Sample")]
public sealed class TestRunTest(int temperature, string network)
{
    private static readonly int[] Epochs = [3];

    private readonly SnapshotRegistry _registry = new();

    [TestCaseSource(nameof(Epochs))]
    [CancelAfter(60_000)]
    public void A_running_test_gives_class_method_and_named_arguments_of_fixture_and_method(int epochs, CancellationToken token)
    {
        var test = TestRun.Test();

        SnapshotName.Stem(test, null).Should().Be(
            $"TestRunTest.{nameof(A_running_test_gives_class_method_and_named_arguments_of_fixture_and_method)}" +
            $"_temperature={temperature}_network={network}_epochs={epochs}");
        token.IsCancellationRequested.Should().BeFalse();
    }

    [Test]
    public void The_claim_is_the_fixture_s_property() => TestRun.Test().Claim.Should().Be("Sample");

    [Test, Property("Claim", "Another")]
    public void A_claim_of_the_test_wins() => TestRun.Test().Claim.Should().Be("Another");

    [Test]
    public void The_filter_selects_this_test_of_this_fixture_alone() =>
        TestRun.Test().Filter.Should().Be(
            @"FullyQualifiedName=Reproduce.Tests.Testing.Snapshots.TestRunTest\(20,""Reduced""\)." +
            nameof(The_filter_selects_this_test_of_this_fixture_alone));

    [TestCase("a|b")]
    public void The_filter_selects_one_case_of_a_test_alone(string argument) =>
        TestRun.Test().Filter.Should().Be(
            @"FullyQualifiedName=Reproduce.Tests.Testing.Snapshots.TestRunTest\(20,""Reduced""\)." +
            nameof(The_filter_selects_one_case_of_a_test_alone) + $@"\(""{argument.Replace("|", @"\|")}""\)");

    [Test]
    public void The_tests_of_a_claim_are_known_with_their_arguments_whether_they_run_or_not()
    {
        var tests = TestRun.TestsOf(TestRun.Current, "Sample").Select(test => SnapshotName.Stem(test, null));

        tests.Should().Contain("TestRunTest.The_claim_is_the_fixture_s_property_temperature=20_network=Reduced")
            .And.Contain($"TestRunTest.{nameof(The_filter_selects_one_case_of_a_test_alone)}_temperature=20_network=Reduced_argument=a-b")
            .And.NotContain(stem => stem.Contains(nameof(A_claim_of_the_test_wins)), "that one is of another claim");
    }

    [Test, Repeat(2)]
    public void A_repetition_of_a_test_may_verify_its_file_again()
    {
        var register = () => _registry.Register("a.verified.txt", TestRun.Test());

        register.Should().NotThrow();
    }

    [Test]
    public void The_folder_is_the_repository_s() =>
        File.Exists(Path.Combine(TestRun.Settings().Folder, "..", "Reproduce.sln")).Should().BeTrue();

    [OneTimeSetUp]
    public void Outside_of_a_test_there_is_nothing_to_verify()
    {
        var ask = () => TestRun.Test();

        ask.Should().Throw<SnapshotException>().WithMessage("*verified by a test method*Move the call into a*");
    }
}
