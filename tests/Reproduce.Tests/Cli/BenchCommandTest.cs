using System.Text.Json;
using Reproduce.Tests.Store;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class BenchCommandTest
{
    [Test]
    public async Task Json_has_the_plain_loop_and_the_ensemble()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of(folder.Path, "bench toy --models 80 --plain-models 1 --json");

        run.ExitCode.Should().Be(0, run.Error);
        JsonDocument.Parse(run.Output).RootElement.GetProperty("trainers").EnumerateArray()
            .Select(trainer => trainer.GetProperty("trainer").GetString())
            .Should().StartWith("plain TorchSharp loop").And.EndWith("toy ensemble");
    }
}
