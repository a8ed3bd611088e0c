using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Submit;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Submit;

/// <summary>Runs of submissions on this machine, with answers of the test in place of processes.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class LocalRunTest
{
    private TemporaryFolder _folder = null!;
    private StringWriter _output = null!;

    [SetUp]
    public void CreateFolder() => (_folder, _output) = (new(), new());

    [TearDown]
    public void RemoveFolder()
    {
        _folder.Dispose();
        _output.Dispose();
    }

    [Test]
    public async Task No_more_processes_run_at_once_than_were_asked_for(CancellationToken cancellation)
    {
        var (running, most) = (0, 0);
        var tasks = Enumerable.Range(1, 6).Select(i => Named($"train {i}", TaskKind.Train));

        var exitCode = await Run([.. tasks], processes: 2, Answer, cancellation);

        exitCode.Should().Be(ExitCode.Done);
        most.Should().Be(2);

        async Task<ProcessAnswer> Answer(int task)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(10, cancellation);
            Interlocked.Decrement(ref running);
            return new(ExitCode.Done, "", "");
        }
    }

    [Test]
    public async Task A_report_is_written_of_claims_that_fail_as_well(CancellationToken cancellation)
    {
        var asked = new List<int>();

        var exitCode = await Run(
            [Named("claim Growth", TaskKind.Claim), Named("claim Decay", TaskKind.Claim), Named("report", TaskKind.Report)],
            processes: 1,
            task =>
            {
                asked.Add(task);
                return Task.FromResult(new ProcessAnswer(task == 0 ? ExitCode.Failed : ExitCode.Done, "", ""));
            },
            cancellation);

        exitCode.Should().Be(ExitCode.Failed);
        asked.Should().Equal(0, 1, 2);
        _output.ToString().Should().Contain("[1 of 3] claim Growth: ended with exit code 1").And.Contain("[3 of 3] report: done");
    }

    private static SubmittedTask Named(string name, TaskKind kind) => new(name, kind, "group", ["test"], null, [], 1, 0);

    private Task<int> Run(
        ImmutableArray<SubmittedTask> tasks, int processes, Func<int, Task<ProcessAnswer>> answer, CancellationToken cancellation)
    {
        var folder = new SubmissionFolder(_folder["submission"]);
        folder.Write(new Submission(Submission.CurrentFormat, "toy", "Quick", null, tasks));
        var host = CliRun.Host(_output, TextWriter.Null, _ => null, TimeProvider.System, _folder.Path) with
        {
            Program = OwnProcess.Program(),
            Ask = (start, _) => answer(int.Parse(start.ArgumentList[^1])),
        };
        return new LocalRun(host, folder).RunAsync(processes, cancellation).WaitAsync(cancellation);
    }
}
