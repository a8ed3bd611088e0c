using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;

namespace Reproduce.Cli.Cache;

/// <summary>Which stored files are to be deleted.</summary>
/// <param name="OlderThan">Those that were last used longer ago; null for none.</param>
/// <param name="Damaged">Those that are damaged or were left behind by killed processes.</param>
/// <param name="Unused">Those that another version of the code made.</param>
/// <param name="All">All.</param>
/// <param name="Behaviour">What this version of the code computes.</param>
internal sealed record PruneRules(TimeSpan? OlderThan, bool Damaged, bool Unused, bool All, Behaviour Behaviour);

/// <summary>The files that rules name, each with the first rule that does.</summary>
/// <param name="Artifacts">Artifacts.</param>
/// <param name="Leftovers">Files that are none.</param>
internal sealed record PrunePlan(
    ImmutableArray<(StoreEntry Entry, string Reason)> Artifacts, ImmutableArray<(StoreLeftover File, string Reason)> Leftovers)
{
    /// <summary>Number of files.</summary>
    public int Count => Artifacts.Length + Leftovers.Length;

    /// <summary>Bytes of all files.</summary>
    public long Bytes => Artifacts.Sum(item => item.Entry.Bytes) + Leftovers.Sum(item => item.File.Bytes);

    /// <summary>How much each rule names.</summary>
    public IEnumerable<(string Reason, int Count, long Bytes)> Reasons => Artifacts
        .Select(item => (item.Reason, item.Entry.Bytes))
        .Concat(Leftovers.Select(item => (item.Reason, item.File.Bytes)))
        .GroupBy(item => item.Reason, (reason, items) => (reason, items.Count(), items.Sum(item => item.Bytes)));

    /// <summary>Looks for the files that rules name.</summary>
    /// <param name="store">The store.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="now">The present time.</param>
    /// <param name="cancellation">Stops looking.</param>
    public static PrunePlan Of(StoreInventory store, PruneRules rules, DateTimeOffset now, CancellationToken cancellation)
    {
        var items = CacheItem.ReadAll(store, cancellation);
        var outdated = rules.Unused
            ? items.Where(HasOtherBehaviour).Select(item => item.Entry.Hash).ToHashSet(StringComparer.Ordinal)
            : [];
        return new(
            [.. from item in items let reason = ReasonFor(item) where reason is not null select (item.Entry, reason)],
            [
                .. from file in store.EnumerateLeftovers()
                   where (rules.Damaged || rules.All) && file.IsAbandoned(now)
                   select (file, file.Kind == LeftoverKind.Damaged ? "damaged, set aside" : "left unfinished"),
            ]);

        string? ReasonFor(CacheItem item)
        {
            cancellation.ThrowIfCancellationRequested();
            return rules.Damaged && (item.Damage ?? store.DamageOf(item.Entry)) is not null ? "damaged"
                : rules.Unused && IsOutdated(item) ? "made by another version of the code"
                : now - item.Entry.LastUse > rules.OlderThan ? $"not used for {rules.OlderThan.Value.TotalDays:0} days"
                : rules.All ? "all"
                : null;
        }

        bool IsOutdated(CacheItem item) =>
            outdated.Contains(item.Entry.Hash)
            || (item.Part("model") is { } model && outdated.Contains(model))
            || (item.Part("reference") is { } reference && outdated.Contains(reference));

        // An artifact without the part is of a version whose keys had others.
        bool HasOtherBehaviour(CacheItem item) => item.Kind switch
        {
            CacheItem.Model or CacheItem.Checkpoint =>
                item.Part(Behaviour.TrainingPart) is var training
                && training != rules.Behaviour.ToyTraining.Value
                && training != rules.Behaviour.ImageTraining.Value,
            RobustnessMeasurement.KeyName => item.Part(Behaviour.AttackPart) != rules.Behaviour.Attacks.Value,
            AdherenceMeasurement.KeyName => item.Part(Behaviour.AttributionPart) != rules.Behaviour.Attributions.Value,
            _ => false,
        };
    }

    /// <summary>Deletes the files; one that cannot be deleted does not keep the others.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Stops after the present file.</param>
    /// <returns>The files that could not be deleted, with a sentence for the user.</returns>
    public IReadOnlyDictionary<string, string> Delete(StoreInventory store, CancellationToken cancellation)
    {
        Dictionary<string, string> failures = [];
        var deletions = Artifacts.Select(item => (item.Entry.Path, Delete: (Action)(() => store.Delete(item.Entry))))
            .Concat(Leftovers.Select(item => (item.File.Path, Delete: (Action)(() => store.Delete(item.File)))));
        foreach (var (path, delete) in deletions)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                delete();
            }
            catch (ArtifactStoreException e)
            {
                failures[path] = e.Message;
            }
        }

        return failures;
    }
}
