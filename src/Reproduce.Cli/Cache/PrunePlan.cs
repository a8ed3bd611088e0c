using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Cache;

/// <summary>Which stored files are to be deleted.</summary>
/// <param name="OlderThan">Those that were last used longer ago; null for none.</param>
/// <param name="Damaged">Those that are damaged or were left behind by killed processes.</param>
/// <param name="Unused">Those that another version of the code made.</param>
/// <param name="All">All.</param>
/// <param name="Behaviour">What this version of the code computes.</param>
internal sealed record PruneRules(TimeSpan? OlderThan, bool Damaged, bool Unused, bool All, Behaviour Behaviour);

/// <summary>A file to be deleted.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Reason">The first rule that names it.</param>
/// <param name="Delete">Deletes it.</param>
internal sealed record PrunedFile(long Bytes, string Reason, Action Delete);

/// <summary>The files that rules name.</summary>
internal sealed record PrunePlan(ImmutableArray<PrunedFile> Files)
{
    /// <summary>Bytes of all files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>How much each rule names.</summary>
    public IEnumerable<(string Reason, int Count, long Bytes)> Reasons =>
        Files.GroupBy(file => file.Reason, (reason, files) => (reason, files.Count(), files.Sum(file => file.Bytes)));

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
        [
            .. from item in items
               let reason = ReasonFor(item)
               where reason is not null
               select new PrunedFile(item.Entry.Bytes, reason, () => store.Delete(item.Entry)),
            .. from file in store.EnumerateLeftovers()
               where (rules.Damaged || rules.All) && file.IsAbandoned(now)
               select new PrunedFile(file.Bytes, CacheItem.NameOf(file.Kind), () => store.Delete(file)),
        ]);

        string? ReasonFor(CacheItem item)
        {
            cancellation.ThrowIfCancellationRequested();
            return rules.Damaged && (item.Damage ?? store.DamageOf(item.Entry)) is not null ? "damaged"
                : rules.Unused && IsOutdated(item) ? "made by another version of the code"
                : now - item.Entry.LastUse > rules.OlderThan ? $"not used for {ReportWords.Count(rules.OlderThan.Value.Days, "day")}"
                : rules.All ? "all"
                : null;
        }

        bool IsOutdated(CacheItem item) =>
            outdated.Contains(item.Entry.Hash)
            || (item.Part(KeyPart.Model) is { } model && outdated.Contains(model))
            || (item.Part(KeyPart.Reference) is { } reference && outdated.Contains(reference));

        // An artifact without the part is of a version whose keys had others.
        bool HasOtherBehaviour(CacheItem item) => item.Kind switch
        {
            KeyPart.Model or KeyPart.Checkpoint =>
                item.Part(Behaviour.TrainingPart) is var training
                && training != rules.Behaviour.ToyTraining.Value
                && training != rules.Behaviour.ImageTraining.Value,
            RobustnessMeasurement.KeyName or MaskingMeasurement.KeyName =>
                item.Part(Behaviour.AttackPart) != rules.Behaviour.Attacks.Value,
            TrialMeasurement.KeyName =>
                item.Part(Behaviour.AttackPart) != rules.Behaviour.Attacks.Value
                || item.Part(Behaviour.TrialPart) != rules.Behaviour.Trials.Value,
            AdherenceMeasurement.KeyName => item.Part(Behaviour.AttributionPart) != rules.Behaviour.Attributions.Value,
            _ => false,
        };
    }

    /// <summary>Deletes the files; one that cannot be deleted does not keep the others.</summary>
    /// <param name="cancellation">Stops after the present file.</param>
    /// <returns>A sentence for the user on each file that could not be deleted.</returns>
    public IReadOnlyList<string> Delete(CancellationToken cancellation)
    {
        List<string> failures = [];
        foreach (var file in Files)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                file.Delete();
            }
            catch (ArtifactStoreException e)
            {
                failures.Add(e.Message);
            }
        }

        return failures;
    }
}
