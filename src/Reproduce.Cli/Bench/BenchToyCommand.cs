using System.CommandLine;
using System.Globalization;
using Reproduce.Core.Native;
using Spectre.Console;

namespace Reproduce.Cli.Bench;

/// <summary><c>reproduce bench toy</c>: models per second of the toy ensemble and of a plain loop, in one run.</summary>
internal static class BenchToyCommand
{
    private const int Failed = 1;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var models = new Option<int>("--models")
        {
            Description = "Models that the ensemble trains, a multiple of the paper's 80.",
            DefaultValueFactory = _ => 1600,
        };
        models.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var count && (count is < 80 or > 80_000 || count % 80 != 0))
            {
                result.AddError($"--models is {count}; expected a multiple of 80, from 80 to 80000.");
            }
        });
        var plain = new Option<int>("--plain-models")
        {
            Description = "Models that the plain loop trains; its speed does not depend on their number.",
            DefaultValueFactory = _ => 12,
        };
        plain.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var count && count is < 1 or > 80)
            {
                result.AddError($"--plain-models is {count}; expected 1 to 80.");
            }
        });
        var command = new Command("toy", "Trains toy models with the ensemble and with a plain TorchSharp loop, and compares their speed.")
        {
            models,
            plain,
        };
        command.SetAction((result, cancellation) => Task.FromResult(Run(result.GetValue(models), result.GetValue(plain), cancellation)));
        return command;
    }

    private static int Run(int models, int plainModels, CancellationToken cancellation)
    {
        try
        {
            var device = LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
            var speeds = ToyBenchmark.Run(models, plainModels, Environment.ProcessorCount, line => AnsiConsole.MarkupLineInterpolated($"[grey]{line}[/]"), cancellation);
            Print(device.Processor, speeds);
            return 0;
        }
        catch (NativeLibraryException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return Failed;
        }
    }

    private static void Print(string processor, IReadOnlyList<ToySpeed> speeds)
    {
        var table = new Table().Title(Markup.Escape($"Toy models per second ({processor}, {Environment.ProcessorCount} cores)"));
        table.AddColumns("trainer", "threads", "models", "seconds", "models/s", "times the plain loop");
        var fastestPlain = speeds.Where(speed => speed.IsPlain).Max(speed => speed.ModelsPerSecond);
        foreach (var speed in speeds)
        {
            table.AddRow(
                Markup.Escape(speed.Trainer),
                speed.Threads.ToString(CultureInfo.InvariantCulture),
                speed.Models.ToString(CultureInfo.InvariantCulture),
                speed.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
                speed.ModelsPerSecond.ToString("0.0", CultureInfo.InvariantCulture),
                (speed.ModelsPerSecond / fastestPlain).ToString("0.0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }
}
