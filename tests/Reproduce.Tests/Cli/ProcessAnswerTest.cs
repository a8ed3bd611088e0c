using System.Diagnostics;
using Reproduce.Cli.Hosting;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli;

[TestFixture]
[Platform("Linux,MacOsX")]
[CancelAfter(30_000)]
public sealed class ProcessAnswerTest
{
    [Test]
    public async Task What_a_process_writes_and_how_it_ends_is_its_answer(CancellationToken cancellation)
    {
        var answer = await ProcessAnswer.Of(new("bash", ["-c", "echo out; echo err >&2; exit 3"]), cancellation);

        answer.Should().Be(new ProcessAnswer(3, "out\n", "err\n"));
    }

    [Test]
    public async Task A_cancelled_process_can_finish_what_it_does_before_it_ends(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        using var interruption = new CancellationTokenSource();
        var (ready, stored) = (folder["ready"], folder["stored"]);
        const string Script = "trap 'sleep 0.3; touch \"$1\"; exit 0' TERM; touch \"$0\"; while :; do sleep 0.05; done";
        var running = ProcessAnswer.Of(new ProcessStartInfo("bash", ["-c", Script, ready, stored]), interruption.Token);
        while (!File.Exists(ready))
        {
            await Task.Delay(20, cancellation);
        }

        await interruption.CancelAsync();

        await running.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        File.Exists(stored).Should().BeTrue("it is asked to end, and waited for");
    }
}
