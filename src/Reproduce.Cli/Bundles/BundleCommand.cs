using System.CommandLine;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Bundles;

/// <summary><c>reproduce bundle</c>: carries claims with all that they were computed from to another machine, as one file.</summary>
internal static class BundleCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host) => new DocumentedCommand(
        "bundle",
        "Carries the results of claims, with the models and measurements they were computed from, to another machine as one file.",
        new Example("reproduce bundle export Robustness -o robustness.zip", "for a reviewer"),
        new Example("reproduce bundle import robustness.zip", "what the reviewer does: nothing of it is trained again"))
    {
        BundleExportCommand.Create(host),
        BundleImportCommand.Create(host),
    };
}
