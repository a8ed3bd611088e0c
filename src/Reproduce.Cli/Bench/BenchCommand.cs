using System.CommandLine;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Bench;

/// <summary><c>reproduce bench</c>: how fast this machine is.</summary>
internal static class BenchCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host) => new DocumentedCommand(
        "bench",
        "Measures this machine: how fast the harness is beside plain TorchSharp.",
        new Example("reproduce bench toy", "models per second on the toy set"),
        new Example("reproduce bench image", "training, attacks and attributions of images"))
    {
        BenchToyCommand.Create(host),
        BenchImageCommand.Create(host),
    };
}
