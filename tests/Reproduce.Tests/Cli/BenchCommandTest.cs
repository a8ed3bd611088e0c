using System.Text.Json;
using Reproduce.Tests.Core.Store;

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

    [Test]
    public async Task Json_has_what_was_compared_with_images_and_the_peak()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of(folder.Path, "bench image --batches 1 --rounds 1 --json");

        run.ExitCode.Should().Be(0, run.Error);
        var result = JsonDocument.Parse(run.Output).RootElement;
        result.GetProperty("peak").GetDouble().Should().BeGreaterThanOrEqualTo(result.GetProperty("matrix_product").GetDouble());
        result.GetProperty("speeds").EnumerateArray().Should().HaveCount(4).And.OnlyContain(
            speed => speed.GetProperty("plain").GetDouble() > 0 && speed.GetProperty("ours").GetDouble() > 0);
    }
}
