using System.Globalization;
using Reproduce.Core.Store;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Cache;

/// <summary>A stored artifact as far as its header tells.</summary>
/// <param name="Entry">Its file.</param>
/// <param name="Header">Its header; null where it cannot be read.</param>
/// <param name="Damage">What is wrong with the file, or null.</param>
internal sealed record CacheItem(StoreEntry Entry, ArtifactHeader? Header, string? Damage)
{
    /// <summary>The beginning of the key's hash.</summary>
    public string ShortHash => ReportWords.Key(Entry.Hash);

    /// <summary><c>model</c>, <c>checkpoint</c>, the name of a measurement such as <c>robustness</c>, or <c>damaged</c>.</summary>
    public string Kind => Header is null ? "damaged"
        : Header.Key.Parts.ContainsKey(KeyPart.Checkpoint) ? KeyPart.Checkpoint
        : Header.Key.Parts.GetValueOrDefault(KeyPart.Measurement, KeyPart.Model);

    /// <summary>The seed, or null for a measurement.</summary>
    public int? Seed => int.TryParse(Part(KeyPart.Seed), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : null;

    /// <summary>What was trained or measured, in a few words.</summary>
    public string Summary => Header is null ? Damage ?? "" : RecipeSummary.Of(Part(KeyPart.Recipe))?.ToString() ?? SummarizeMeasurement();

    /// <summary>The artifacts of a store, the last used first.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static IReadOnlyList<CacheItem> ReadAll(StoreInventory store, CancellationToken cancellation)
    {
        List<CacheItem> items = [];
        foreach (var entry in store.Enumerate().OrderByDescending(file => file.LastUse).ThenBy(file => file.Hash, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (store.ReadHeader(entry) is { } header)
                {
                    items.Add(new(entry, header, Damage: null));
                }
            }
            catch (InvalidDataException e)
            {
                items.Add(new(entry, Header: null, e.Message));
            }
        }

        return items;
    }

    /// <summary>What a file is that is no artifact.</summary>
    public static string NameOf(LeftoverKind kind) => kind == LeftoverKind.Damaged ? "damaged, set aside" : "unfinished";

    /// <summary>The value of a part of the key, or null.</summary>
    public string? Part(string name) => Header?.Key.Parts.GetValueOrDefault(name);

    private string SummarizeMeasurement()
    {
        var of = Part(KeyPart.Model) is { } model ? $"of {ReportWords.Key(model)}" : "of something that this version does not know";
        return Part(KeyPart.Reference) is { } reference ? $"{of} beside {ReportWords.Key(reference)}" : of;
    }
}
