using System.Text.Json;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class AcceptSnapshotsCommandTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void WriteSnapshots()
    {
        _folder = new TemporaryFolder();
        Write("Reproduce.sln", "");
        Write("snapshots/Growth/Growth.It_grows.verified.txt", "old");
        Write("snapshots/Growth/Growth.It_grows.received.txt", "new");
        Write("snapshots/Growth/Growth.Figure.received.png", "picture");
        Write("snapshots/Growth/Growth.Figure.difference.png", "difference");
        Write("snapshots/Decay/Decay.It_decays.received.txt", "new");
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("accept growth")]
    [TestCase("accept Growth.It_grows Growth.Figure")]
    public async Task What_a_claim_or_snapshots_received_becomes_the_accepted(string command)
    {
        var run = await CliRun.Of(_folder.Path, command);

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("Accepted snapshots/Growth/Growth.It_grows.verified.txt".Replace('/', Path.DirectorySeparatorChar));
        File.ReadAllText(_folder["snapshots/Growth/Growth.It_grows.verified.txt"]).Should().Be("new");
        Files().Should().Equal("Decay.It_decays.received.txt", "Growth.Figure.verified.png", "Growth.It_grows.verified.txt");
    }

    [Test]
    public async Task Without_a_name_everything_is_accepted()
    {
        var run = await CliRun.Of(_folder.Path, "accept");

        run.ExitCode.Should().Be(0);
        Files().Should().HaveCount(3).And.OnlyContain(file => file.Contains(".verified."));
    }

    [Test]
    public async Task A_dry_run_changes_nothing()
    {
        var before = Files();

        var run = await CliRun.Of(_folder.Path, "accept --dry-run");

        run.Output.Should().Contain("Would accept ").And.EndWith("Nothing was accepted." + Environment.NewLine);
        Files().Should().Equal(before);
    }

    [TestCase("accept --json", 3, 0)]
    [TestCase("accept --dry-run --json", 0, 3)]
    public async Task Json_tells_what_was_accepted_from_what_would_be(string command, int accepted, int wouldAccept)
    {
        var run = await CliRun.Of(_folder.Path, command);

        var json = JsonDocument.Parse(run.Output).RootElement;
        json.GetProperty("accepted").GetArrayLength().Should().Be(accepted);
        json.GetProperty("would_accept").GetArrayLength().Should().Be(wouldAccept);
    }

    [Test]
    public async Task A_name_that_no_snapshot_has_accepts_nothing_and_fails()
    {
        var before = Files();

        var run = await CliRun.Of(_folder.Path, "accept Growth Grwth");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("nothing to accept of 'Grwth'");
        Files().Should().Equal(before);
    }

    [TestCase("Robustness", "Robustness")]
    [TestCase("A.B_data=Signs", "A.B_data=Signs")]
    [TestCase("A.B_data=Signs, Paper", "'A.B_data=Signs, Paper'")]
    [TestCase("A.B#it's", "\"A.B#it's\"")]
    public void The_command_quotes_what_a_shell_would_take_apart(string name, string quoted)
    {
        Write(OperatingSystem.IsWindows() ? "reproduce.cmd" : "reproduce", "");

        AcceptCommand.For(_folder.Path, "Claim=Robustness", name).Should().EndWith($" accept {quoted}");
    }

    [Test]
    public void A_repository_without_the_command_accepts_by_running_the_tests_once_more() =>
        AcceptCommand.ForClaims(_folder.Path, "Robustness", "Growth")
            .Should().Be("dotnet test -p:AcceptSnapshots=true --filter \"Claim=Robustness|Claim=Growth\"");

    [Test]
    public void A_quote_in_a_tests_name_does_not_end_the_argument() =>
        AcceptCommand.For(_folder.Path, """FullyQualifiedName=X\("toy"\).T""").Should().NotContain("\"toy\"").And.Contain("%22toy%22");

    private string[] Files() =>
    [
        .. Directory.EnumerateFiles(_folder["snapshots"], "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal),
    ];

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
    }
}
