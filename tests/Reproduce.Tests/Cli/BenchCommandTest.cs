using System.Text.Json;
using Reproduce.Bench.Speed;
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
        var (product, loop) = (result.GetProperty("matrix_product").GetDouble(), result.GetProperty("loop").GetDouble());
        product.Should().BePositive();
        loop.Should().BePositive();
        result.GetProperty("peak").GetDouble().Should().Be(product > loop ? product : loop);
        result.GetProperty("speeds").EnumerateArray().Should().HaveCount(4).And.OnlyContain(
            speed => speed.GetProperty("plain").GetDouble() > 0 && speed.GetProperty("ours").GetDouble() > 0);
    }

    [TestCase(80, 190, 190, 0.5)]
    [TestCase(400, 190, 400, 0.2375)]
    public void The_peak_is_the_faster_of_both_and_speeds_are_shares_of_it(double product, double loop, double peak, double share)
    {
        var training = new ImageSpeed("training", Plain: 10, Ours: 40, MultiplyAdds: 95);
        var speeds = new ImageSpeeds(product, loop, [training, training with { MultiplyAdds = null }]);

        speeds.Peak.Should().Be(peak);
        speeds.ShareOfPeak(speeds.Speeds[0]).Should().Be(share);
        speeds.ShareOfPeak(speeds.Speeds[1]).Should().BeNull();
        training.Ratio.Should().Be(4);
    }
}
