using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Reproduce.Results;

namespace Reproduce.Report;

/// <summary>Every source of a result set once, with all seeds that any result used.</summary>
public static class SourceIndex
{
    /// <summary>The sources, by kind and name.</summary>
    public static ImmutableArray<Source> Of(ResultSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return
        [
            .. set.Items.SelectMany(item => item.Sources)
                .GroupBy(Anchor.Of)
                .Select(group => Merge([.. group]))
                .OrderBy(source => source.Kind, StringComparer.Ordinal)
                .ThenBy(source => source.Model, StringComparer.Ordinal)
                .ThenBy(source => NaturalOrder.KeyOf(source.Recipe), StringComparer.Ordinal),
        ];
    }

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

    private static Source Merge(ImmutableArray<Source> sources)
    {
        var artifacts = sources.SelectMany(source => source.Keys.Zip(source.Seeds)).DistinctBy(artifact => artifact.First)
            .OrderBy(artifact => artifact.Second).ToList();
        var largest = sources.MaxBy(source => source.Keys.Length)!;
        return largest with
        {
            Keys = [.. artifacts.Select(artifact => artifact.First)],
            Seeds = [.. artifacts.Select(artifact => artifact.Second)],
            Created = sources.Max(source => source.Created),
        };
    }

    private static IEnumerable<(string Name, string Value)> Flatten(string name, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Flatten(name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value))
        : [(name, element.ValueKind == JsonValueKind.Number
            ? element.GetDouble().ToString("R", CultureInfo.InvariantCulture)
            : element.ToString())];
}
