using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Reproduce.Results.Report;

/// <summary>Every source of a result set once, with all seeds that any result used.</summary>
public static class SourceIndex
{
    /// <summary>The sources, by kind and name.</summary>
    public static ImmutableArray<Source> Of(ResultSet set) =>
    [
        .. set.Items.SelectMany(item => item.Sources)
            .GroupBy(Anchor.Of)
            .Select(group => Merge([.. group]))
            .OrderBy(source => source.Kind, StringComparer.Ordinal)
            .ThenBy(source => source.Model, StringComparer.Ordinal)
            .ThenBy(source => NaturalOrder.KeyOf(source.Recipe), StringComparer.Ordinal),
    ];

    /// <summary>A recipe's settings as names and values.</summary>
    /// <param name="recipe">Canonical JSON; anything else is shown as it is.</param>
    public static ImmutableArray<(string Name, string Value)> Settings(string recipe)
    {
        try
        {
            using var json = JsonDocument.Parse(recipe);
            return [.. Flatten("", json.RootElement)];
        }
        catch (JsonException)
        {
            return [("recipe", recipe)];
        }
    }

    /// <summary>All that decided a source, as names and values: its recipe's settings, the machine and the commit.</summary>
    public static ImmutableArray<(string Name, string Value)> Details(Source source) =>
    [
        .. Settings(source.Recipe),
        ("Device", $"{source.Device}, {source.Processor}"),
        ("libtorch", source.LibTorch),
        ("Commit", ReportWords.Commit(source.Commit)),
    ];

    /// <summary>The details that several sources share, so that they are read once; empty for a single source.</summary>
    public static ImmutableArray<(string Name, string Value)> Shared(IEnumerable<Source> sources)
    {
        ImmutableArray<(string Name, string Value)>[] details = [.. sources.Select(Details)];
        return details.Length < 2 ? [] : [.. details[0].Where(detail => details.All(other => other.Contains(detail)))];
    }

    private static Source Merge(ImmutableArray<Source> sources)
    {
        var artifacts = sources
            .SelectMany(source => source.Keys.Zip(source.Seeds, source.Seconds))
            .DistinctBy(artifact => artifact.First)
            .OrderBy(artifact => artifact.Second)
            .ToList();
        return sources[0] with
        {
            Keys = [.. artifacts.Select(artifact => artifact.First)],
            Seeds = [.. artifacts.Select(artifact => artifact.Second)],
            Seconds = [.. artifacts.Select(artifact => artifact.Third)],
            Created = sources.Max(source => source.Created),
        };
    }

    private static IEnumerable<(string Name, string Value)> Flatten(string name, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Flatten(name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value))
        : [(name, element.ValueKind == JsonValueKind.Number
            ? element.GetDouble().ToString("R", CultureInfo.InvariantCulture)
            : element.ToString())];
}
