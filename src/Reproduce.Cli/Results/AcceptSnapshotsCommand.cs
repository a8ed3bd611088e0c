using System.Collections.Immutable;
using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Results;

namespace Reproduce.Cli.Results;

/// <summary><c>reproduce accept</c>.</summary>
internal static class AcceptSnapshotsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var names = new Argument<string[]>("names")
        {
            Description = "Claims, or single snapshots as failing tests name them; by default all that there are.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Accept nothing, but say what would be accepted." };
        var json = new Option<bool>("--json") { Description = "Print the files' paths as JSON, for scripts." };
        return new DocumentedCommand(
            "accept",
            "Accepts what the failing tests of the last run received as the new snapshots. Runs nothing: what was shown is what is "
                + "accepted.",
            new Example("reproduce accept Robustness", "all snapshots of a claim that its last run found changed or missing"),
            new Example("reproduce accept --dry-run", "says what there is to accept"))
        {
            names,
            dryRun,
            json,
        }.SetRun(host, (result, _) =>
        {
            var root = host.Repository ?? throw host.NoRepository("change to it");
            var chosen = Choose(
                SnapshotFiles.AllReceived(Path.Combine(root, SnapshotFiles.FolderName)), result.GetValue(names) ?? []);
            var isDry = result.GetValue(dryRun);
            if (!isDry)
            {
                foreach (var files in chosen)
                {
                    files.Accept();
                }
            }

            string[] paths = [.. chosen.Select(files => Path.GetRelativePath(root, files.Verified))];
            return host.Show(
                result.GetValue(json),
                new { Accepted = isDry ? [] : paths, WouldAccept = isDry ? paths : [] },
                () => Print(host, paths, isDry));
        });
    }

    /// <summary>The received files of claims or snapshots with these names; all without a name.</summary>
    /// <exception cref="CommandFailedException">A name is of none.</exception>
    private static ImmutableArray<SnapshotFiles> Choose(IReadOnlyList<SnapshotFiles> all, string[] names)
    {
        var unknown = names.Where(name => !all.Any(files => IsNamed(files, name))).ToList();
        return unknown.Count == 0
            ? [.. all.Where(files => names.Length == 0 || names.Any(name => IsNamed(files, name)))]
            : throw new CommandFailedException(
                $"There is nothing to accept of {string.Join(", ", unknown.Select(name => $"'{name}'"))}: no failing test has left a "
                + "received file of that claim or name. Run its tests first, then accept what they show. Nothing was accepted.");
    }

    private static bool IsNamed(SnapshotFiles files, string name) =>
        name.Equals(Path.GetFileName(Path.GetDirectoryName(files.Verified)), StringComparison.OrdinalIgnoreCase)
        || name.Equals(files.Stem, StringComparison.OrdinalIgnoreCase);

    private static void Print(CliHost host, string[] paths, bool isDry)
    {
        foreach (var path in paths)
        {
            host.Output.WriteLine($"{(isDry ? "Would accept" : "Accepted")} {path}");
        }

        host.Output.WriteLine(paths.Length == 0
            ? "There is nothing to accept: no failing test has left a received file."
            : isDry ? "Nothing was accepted." : "Commit these files with the change that moved the results.");
    }
}
