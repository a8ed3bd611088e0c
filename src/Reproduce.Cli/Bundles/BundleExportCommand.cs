using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Results;
using Reproduce.Core.Store;
using Reproduce.Results.Bundles;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Bundles;

/// <summary><c>reproduce bundle export</c>.</summary>
internal static class BundleExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var claims = new Argument<string[]>("claims")
        {
            Description = "Names of claims, as `reproduce claims` lists them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output", "-o") { Description = "The file to write, which is replaced.", Required = true };
        output.RequireName();
        var json = new Option<bool>("--json") { Description = "Print what was written as JSON, for scripts." };
        return new DocumentedCommand(
            "export",
            "Writes results of claims, on all data that they were run on, with every model and measurement behind them.",
            new Example("reproduce bundle export HardenedBoundaries -o hardened.zip", "one claim"),
            new Example("reproduce bundle export Robustness Faithfulness -o signs.zip", "two, which share their models"))
        {
            claims,
            output,
            json,
        }.SetRun(
            host,
            (result, cancellation) =>
            {
                var path = Path.GetFullPath(result.GetRequiredValue(output), host.CurrentFolder);
                var manifest = BundleExport.Write(
                    path,
                    ResultLocation.ReadAll(ResultLocation.Results(host)),
                    [.. result.GetRequiredValue(claims).Distinct()],
                    StoreFolder.Default(host.Environment),
                    BuildStamp.Current,
                    cancellation);
                return host.Show(
                    result.GetValue(json),
                    new { Path = path, manifest.Claims, Files = manifest.Files.Select(file => file.Name) },
                    () => Print(host, path, manifest));
            },
            "Interrupted. Nothing was exported.");
    }

    private static void Print(CliHost host, string path, BundleManifest manifest)
    {
        var artifacts = manifest.Files.Count(file => BundlePath.TryParse(file.Name)?.Hash is not null);
        host.Output.WriteLine(
            $"'{path}': {artifacts} models and measurements, {ReportWords.Count(manifest.Files.Length - artifacts, "file")} of results, "
            + $"{Words.Size(new FileInfo(path).Length)}.");
    }
}
