using System.Text.Json;
using Reproduce.Cli.Doctor;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Files;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Store;
using Reproduce.Torch.Native;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class DoctorCommandTest
{
    private static readonly string Root = RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory);
    private static readonly ComputeDevice Processor = new(ComputeDevice.Cpu, "A processor", "2.10.0");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void In_the_repository_nothing_is_missing()
    {
        var checks = Checks.All(Host(Root), () => Processor);

        checks.Where(check => check.State == CheckState.Missing).Should().BeEmpty();
        checks.Select(check => check.What).Should().Equal(
            "harness", ".NET", "processor", "libtorch", "device", "toy data", "Signs", "CIFAR-10", "TSRD", "figures",
            "store", "repository", "profile");
    }

    [Test]
    public void Data_sets_that_are_not_there_are_warned_of_with_the_command_that_fetches_them()
    {
        var check = Check("CIFAR-10", Host(Root));

        check.State.Should().Be(CheckState.Warning);
        check.Remedy.Should().Contain("reproduce data fetch cifar10");
    }

    [Test]
    public void A_libtorch_that_does_not_load_is_missing_with_its_own_message()
    {
        var check = Checks.All(Host(Root), () => throw new NativeLibraryException("libtorch is not there: restore."))
            .Single(check => check.What == "libtorch");

        check.State.Should().Be(CheckState.Missing);
        check.Found.Should().Be("libtorch is not there: restore.");
    }

    [Test]
    public void A_libtorch_that_must_not_be_read_is_missing_beside_the_other_checks()
    {
        var checks = Checks.All(Host(Root), () => throw new UnauthorizedAccessException("Access to 'libtorch' is denied."));

        checks.Single(check => check.What == "libtorch").Should().Match<Check>(
            check => check.State == CheckState.Missing && check.Found == "Access to 'libtorch' is denied.");
        checks.Should().Contain(check => check.What == "profile");
    }

    [Test]
    public void A_store_that_cannot_be_written_is_missing()
    {
        File.WriteAllText(_folder["store"], "a file where the folder should be");

        var check = Check("store", Host(Root));

        check.State.Should().Be(CheckState.Missing);
        check.Remedy.Should().Contain("REPRODUCE_STORE");
    }

    [Test]
    public void An_environment_that_names_no_profile_is_told()
    {
        var check = Check("profile", Host(Root) with { Environment = name => name == "REPRODUCE_PROFILE" ? "Fast" : _folder.Path });

        check.State.Should().Be(CheckState.Missing);
        check.Found.Should().Contain("'Fast'");
    }

    [Test]
    public void An_environment_that_names_no_device_is_told()
    {
        var check = Check("device", Host(Root) with { Environment = name => name == "REPRODUCE_DEVICE" ? "foo" : null });

        check.State.Should().Be(CheckState.Missing);
        check.Found.Should().Contain("'foo'");
        check.Remedy.Should().Contain("REPRODUCE_DEVICE");
    }

    [Test]
    public void A_data_folder_that_must_not_be_read_is_warned_of_beside_the_other_checks()
    {
        var host = Host(Root);
        var unreadable = Cifar10.Files with { AreIn = folder => throw new UnauthorizedAccessException($"Access to '{folder}' is denied.") };

        var check = Check("CIFAR-10", host with
        {
            DataSets = [.. host.DataSets.Select(set => set.Files == Cifar10.Files ? set with { Files = unreadable } : set)],
        });

        check.State.Should().Be(CheckState.Warning);
        check.Found.Should().Contain("is denied");
    }

    [TestCase("REPRODUCE_DATA", "TSRD")]
    [TestCase("REPRODUCE_STORE", "store")]
    [TestCase("REPRODUCE_LIBTORCH", "libtorch")]
    public async Task A_relative_folder_is_told_beside_the_other_checks(string variable, string what)
    {
        var run = await CliRun.Of(
            _folder.Path,
            "doctor --json",
            host => host with { CurrentFolder = Root, Environment = name => name == variable ? "here" : host.Environment(name) });

        var check = JsonDocument.Parse(run.Output).RootElement.GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("what").GetString() == what);
        check.GetProperty("state").GetString().Should().NotBe("ok");
        check.GetProperty("found").GetString().Should().StartWith($"{variable} is 'here', a relative path");
    }

    [Test]
    public async Task Outside_of_the_repository_the_command_fails_and_says_so()
    {
        var run = await CliRun.Of(_folder.Path, "doctor");

        run.ExitCode.Should().Be(1);
        run.Output.Should().MatchRegex(@"missing\s+repository\s+neither")
            .And.MatchRegex(@"ok\s+toy data").And.MatchRegex(@"warning\s+TSRD");
    }

    [Test]
    public async Task Json_has_every_check()
    {
        var run = await CliRun.Of(_folder.Path, "doctor --json", host => host with { CurrentFolder = Root });

        var json = JsonDocument.Parse(run.Output).RootElement;
        json.GetProperty("ok").GetBoolean().Should().Be(run.ExitCode == 0);
        json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("state").GetString()).Should().HaveCount(13)
            .And.OnlyContain(state => state == "ok" || state == "warning" || state == "missing");
    }

    [Test]
    public async Task Bad_input_is_explained()
    {
        var run = await CliRun.Of(_folder.Path, "doctor me");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("'me'").And.Contain("reproduce doctor --help");
    }

    private static Check Check(string what, CliHost host) => Checks.All(host, () => Processor).Single(check => check.What == what);

    private CliHost Host(string currentFolder) => CliRun.Host(
        TextWriter.Null,
        TextWriter.Null,
        name => CliRun.EnvironmentIn(_folder.Path).GetValueOrDefault(name),
        TimeProvider.System,
        currentFolder);
}
