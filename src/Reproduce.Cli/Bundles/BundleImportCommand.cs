using System.Collections.Immutable;
using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Results;
using Reproduce.Core.Store;
using Reproduce.Results.Bundles;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Bundles;

/// <summary><c>reproduce bundle import</c>.</summary>
internal static class BundleImportCommand
{
    private const string ImportedFolder = "imported";

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("file") { Description = "The bundle." };
        var results = new Option<string?>("--results")
        {
            Description = $"The folder for its results; by default {ImportedFolder}/<name of the file> beside those of the last runs.",
        };
        results.RequireName();
        var json = new Option<bool>("--json") { Description = "Print what was done as JSON, for scripts." };
        return new DocumentedCommand(
            "import",
            "Puts a bundle's models and measurements into the store, where claims find them, and its results into a folder of their own. "
                + "Checks every file first, and overwrites nothing.",
            new Example("reproduce bundle import hardened.zip", "then `dotnet test --filter Claim=HardenedBoundaries` trains nothing"),
            new Example("reproduce bundle import hardened.zip --results theirs", "then `reproduce compare theirs results`"))
        {
            file,
            results,
            json,
        }.SetRun(
            host,
            (result, cancellation) =>
            {
                var path = Path.GetFullPath(result.GetRequiredValue(file), host.CurrentFolder);
                var folder = result.GetValue(results) is { } named
                    ? Path.GetFullPath(named, host.CurrentFolder)
                    : Path.Combine(ResultLocation.Results(host), ImportedFolder, Path.GetFileNameWithoutExtension(path));
                var store = StoreFolder.Default(host.Environment);
                var bundle = BundleImport.Read(path, store, folder, cancellation);
                host.Show(result.GetValue(json), ForScripts(bundle, store), () => Print(host, bundle, store));
                return Differing(host, bundle.Of(ArtifactAddition.OtherNumbers));
            },
            "Interrupted. What was imported by then is kept: run the same command again.");
    }

    private static object ForScripts(ImportedBundle bundle, string store) => new
    {
        bundle.Manifest.Claims,
        bundle.Manifest.Commit,
        Store = store,
        Results = bundle.Papers,
        Added = bundle.Of(ArtifactAddition.Added),
        SameBytes = bundle.Of(ArtifactAddition.SameBytes),
        SameNumbers = bundle.Of(ArtifactAddition.SameNumbers),
        OtherNumbers = bundle.Of(ArtifactAddition.OtherNumbers),
    };

    private static void Print(CliHost host, ImportedBundle bundle, string store)
    {
        var (same, sameNumbers) = (bundle.Of(ArtifactAddition.SameBytes).Length, bundle.Of(ArtifactAddition.SameNumbers).Length);
        host.Output.WriteLine(
            $"{string.Join(", ", bundle.Manifest.Claims)}, exported at commit {bundle.Manifest.Commit}: "
            + $"{bundle.Of(ArtifactAddition.Added).Length} models and measurements put into the store '{store}', {same} were there"
            + (sameNumbers == 0 ? "." : $", and {sameNumbers} were there with other provenance but the same numbers, which were kept."));
        foreach (var paper in bundle.Papers)
        {
            host.Output.WriteLine($"Its results are in '{paper}': `reproduce compare` sets them beside yours.");
        }
    }

    private static int Differing(CliHost host, ImmutableArray<string> hashes)
    {
        if (hashes.IsEmpty)
        {
            return ExitCode.Done;
        }

        host.Error.WriteLine(
            $"{ReportWords.Count(hashes.Length, "stored file")} of the same keys have other numbers than the bundle's, or are damaged, "
            + $"and were kept: {string.Join(", ", hashes.Select(ReportWords.Key))}. `reproduce cache prune --damaged` deletes what is "
            + "damaged.");
        return ExitCode.Failed;
    }
}
