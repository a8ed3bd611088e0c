using System.CommandLine;
using Reproduce.Bench.Speed;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Backends;
using Reproduce.Torch.Native;
using Spectre.Console;

namespace Reproduce.Cli.Bench;

/// <summary><c>reproduce bench image</c>: training, attacks and attributions of images, by plain TorchSharp and by the harness.</summary>
internal static class BenchImageCommand
{
    private const double Giga = 1e9;

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var batches = new Option<int>("--batches")
        {
            Description = "Batches of 128 images that each model is trained on.",
            DefaultValueFactory = _ => 4,
        };
        batches.Require(count => count is >= 1 and <= 400, "1 to 400");
        var rounds = new Option<int>("--rounds")
        {
            Description = "Measurements of each; the fastest counts.",
            DefaultValueFactory = _ => 3,
        };
        rounds.Require(count => count is >= 1 and <= 50, "1 to 50");
        var json = new Option<bool>("--json") { Description = "Print the result as JSON, for scripts." };
        return new DocumentedCommand(
            "image",
            "Trains, attacks and explains CIFAR-10's networks at the paper's width by the harness and by plain TorchSharp, and compares "
            + "their speed.",
            new Example("reproduce bench image", "three rounds, a minute or two"),
            new Example("reproduce bench image --batches 1 --rounds 1 --json", "a short look, for a script"))
        {
            batches,
            rounds,
            json,
        }.SetRun(host, (result, cancellation) =>
        {
            LibTorch.Load(LibTorchSource.FromEnvironment(host.Environment));
            var benchmark = new ImageBenchmark(
                result.GetValue(batches), result.GetValue(rounds), Environment.ProcessorCount, host.Error.WriteLine, cancellation);
            var speeds = benchmark.Run();
            return host.Show(
                result.GetValue(json),
                new
                {
                    Processor = BackendDevice.HostProcessor(),
                    Cores = Environment.ProcessorCount,
                    speeds.Peak,
                    speeds.MatrixProduct,
                    speeds.Loop,
                    speeds.Speeds,
                },
                () => Print(host, speeds));
        });
    }

    private static void Print(CliHost host, ImageSpeeds speeds)
    {
        host.Output.WriteLine($"Images per second ({BackendDevice.HostProcessor()}, {Environment.ProcessorCount} cores)");
        host.Output.WriteLine(
            $"Peak: {speeds.Peak / Giga:0} billion multiply-adds a second, libtorch's matrix product {speeds.MatrixProduct / Giga:0}");
        var table = CliHost.NewTable("what", "plain TorchSharp", "harness", "times plain TorchSharp", "share of the peak");
        foreach (var speed in speeds.Speeds)
        {
            table.AddRow(
                Markup.Escape(speed.What),
                $"{speed.Plain:0.0}",
                $"{speed.Ours:0.0}",
                $"{speed.Ratio:0.00}",
                $"{speeds.ShareOfPeak(speed):0 %}");
        }

        host.Write(table);
    }
}
