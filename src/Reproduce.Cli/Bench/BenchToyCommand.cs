using System.CommandLine;
using Reproduce.Bench.Speed;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Backends;
using Reproduce.Torch.Native;
using Spectre.Console;

namespace Reproduce.Cli.Bench;

/// <summary><c>reproduce bench toy</c>: models per second of the toy ensemble and of a plain loop, in one run.</summary>
internal static class BenchToyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var models = new Option<int>("--models")
        {
            Description = "Models that the ensemble trains, a multiple of the paper's 80.",
            DefaultValueFactory = _ => 1600,
        };
        models.Require(count => count is >= 80 and <= 80_000 && count % 80 == 0, "a multiple of 80, from 80 to 80000");
        var plain = new Option<int>("--plain-models")
        {
            Description = "Models that the plain loop trains; its speed does not depend on their number.",
            DefaultValueFactory = _ => 12,
        };
        plain.Require(count => count is >= 1 and <= 80, "1 to 80");
        var json = new Option<bool>("--json") { Description = "Print the result as JSON, for scripts." };
        return new DocumentedCommand(
            "toy",
            "Trains toy models with the ensemble and with a plain TorchSharp loop, and compares their speed.",
            new Example("reproduce bench toy", "1,600 models by the ensemble, 12 by the plain loop"),
            new Example("reproduce bench toy --models 80 --plain-models 2 --json", "a short look, for a script"))
        {
            models,
            plain,
            json,
        }.SetRun(host, (result, cancellation) =>
            Run(host, result.GetValue(models), result.GetValue(plain), result.GetValue(json), cancellation));
    }

    private static int Run(CliHost host, int models, int plainModels, bool asJson, CancellationToken cancellation)
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(host.Environment));
        var speeds = ToyBenchmark.Run(models, plainModels, Environment.ProcessorCount, host.Error.WriteLine, cancellation);
        var forScripts = new
        {
            Processor = BackendDevice.HostProcessor(),
            Cores = Environment.ProcessorCount,
            Trainers = speeds.Select(speed => new
            {
                speed.Trainer,
                speed.Threads,
                speed.Models,
                speed.Duration.TotalSeconds,
                speed.ModelsPerSecond,
                TimesPlainLoop = speed.ModelsPerSecond / FastestPlain(speeds),
            }),
        };
        return host.Show(asJson, forScripts, () => Print(host, speeds));
    }

    private static void Print(CliHost host, IReadOnlyList<ToySpeed> speeds)
    {
        host.Output.WriteLine($"Toy models per second ({BackendDevice.HostProcessor()}, {Environment.ProcessorCount} cores)");
        var table = CliHost.NewTable("trainer", "threads", "models", "seconds", "models/s", "times the plain loop");
        foreach (var speed in speeds)
        {
            table.AddRow(
                Markup.Escape(speed.Trainer),
                $"{speed.Threads}",
                $"{speed.Models}",
                $"{speed.Duration.TotalSeconds:0.00}",
                $"{speed.ModelsPerSecond:0.0}",
                $"{speed.ModelsPerSecond / FastestPlain(speeds):0.0}");
        }

        host.Write(table);
    }

    private static double FastestPlain(IEnumerable<ToySpeed> speeds) =>
        speeds.Where(speed => speed.IsPlain).Max(speed => speed.ModelsPerSecond);
}
