using System.Collections.Immutable;
using Reproduce.Cli.Cache;
using Reproduce.Core.Models;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Why;

/// <summary>An input that differs.</summary>
/// <param name="Input">What it is, in words.</param>
/// <param name="Was">What it was for the last result.</param>
/// <param name="Is">What it is now.</param>
internal sealed record InputChange(string Input, string Was, string Is);

/// <summary>How the inputs of a claim's last result differ from today's.</summary>
/// <param name="Changes">The inputs that differ, each once.</param>
/// <param name="Trained">Models that would be trained anew.</param>
/// <param name="Measured">Measurements that would be made anew.</param>
/// <param name="Missing">How many of both, because the store lacks them.</param>
/// <param name="Stored">Models and measurements that would be taken from the store.</param>
internal sealed record InputComparison(ImmutableArray<InputChange> Changes, int Trained, int Measured, int Missing, int Stored)
{
    private const string None = "none";

    private static readonly Dictionary<string, string> NameOfPart = new()
    {
        [Behaviour.TrainingPart] = "code of the training (hash of what it computes)",
        [Behaviour.AttackPart] = "code of the attacks (hash of what it computes)",
        [Behaviour.TrialPart] = "code of the attacks beside the paper's (hash of what it computes)",
        [Behaviour.AttributionPart] = "code of the attributions (hash of what it computes)",
        [KeyPart.Data] = "training data (fingerprint)",
        [KeyPart.Train] = "training data (fingerprint)",
    };

    /// <summary>Compares the models and measurements behind results, part by part of their keys.</summary>
    /// <param name="sources">What the results were computed from.</param>
    /// <param name="now">Today's inputs.</param>
    /// <param name="headerOf">The header of the stored artifact of a key's hash; null where the store lacks it.</param>
    public static InputComparison Of(IEnumerable<Source> sources, CurrentInputs now, Func<string, ArtifactHeader?> headerOf)
    {
        var used = sources
            .SelectMany(source => source.Keys.Zip(
                source.Seeds, (key, seed) => new Used(source.Kind == KeyPart.Model, source.Recipe, seed, key)))
            .DistinctBy(one => one.Key)
            .OrderByDescending(one => one.IsModel)
            .ToList();
        var recipes = RecipeChanges(used.Select(one => one.Recipe).Distinct(), now);
        List<InputChange> changes = [];
        HashSet<(string Recipe, int Seed)> retrained = [];
        var (trained, measured, missing) = (0, 0, 0);
        foreach (var one in used)
        {
            var header = headerOf(one.Key);
            ImmutableArray<InputChange> own = header is null ? [] : [.. recipes, .. PartChanges(header.Key, now)];
            changes.AddRange(own);
            if (!own.IsEmpty || header is null || (!one.IsModel && retrained.Contains((one.Recipe, one.Seed))))
            {
                missing += header is null ? 1 : 0;
                (trained, measured) = one.IsModel ? (trained + 1, measured) : (trained, measured + 1);
                // A model that is only missing comes back with the same bits, and what was measured on it stays.
                _ = one.IsModel && !own.IsEmpty && retrained.Add((one.Recipe, one.Seed));
            }
        }

        return new([.. changes.Distinct()], trained, measured, missing, used.Count - trained - measured);
    }

    private static IEnumerable<InputChange> PartChanges(ArtifactKey key, CurrentInputs now)
    {
        foreach (var (name, was) in key.Parts)
        {
            if (now.Parts.TryGetValue(name, out var value) && value != was)
            {
                yield return new(NameOfPart[name], ReportWords.Key(was), ReportWords.Key(value));
            }
        }

        if (now.BackendParts is not { } backend)
        {
            yield break;
        }

        foreach (var name in CurrentInputs.BackendNames)
        {
            var (was, value) = (key.Parts.GetValueOrDefault(name, None), backend.GetValueOrDefault(name, None));
            if (was != value)
            {
                yield return new(name, was, value);
            }
        }
    }

    /// <summary>
    /// How the experiment's recipe has changed; nothing where one of the recipes is still the experiment's: the others are then variations
    /// that the claim itself defines.
    /// </summary>
    private static ImmutableArray<InputChange> RecipeChanges(IEnumerable<string> recipes, CurrentInputs now)
    {
        var pairs = recipes.Select(was => (Was: was, Is: Current(was, now))).Where(pair => pair.Is is not null).ToList();
        return pairs.Any(pair => pair.Was == pair.Is)
            ? []
            : pairs.Select(pair => Members(pair.Was, pair.Is!)).OrderBy(changes => changes.Length).FirstOrDefault([]);
    }

    private static string? Current(string recipe, CurrentInputs now) =>
        RecipeSummary.Of(recipe) is { } summary && ModelName.TryParse(summary.Model, out var model) && summary.DistillationTemperature >= 1
            ? now.RecipeOf?.Invoke(model, summary.DistillationTemperature).ToCanonicalJson()
            : null;

    private static ImmutableArray<InputChange> Members(string was, string now)
    {
        var (before, after) = (Settings(was), Settings(now));
        return
        [
            .. from name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
               let one = before.GetValueOrDefault(name, None)
               let other = after.GetValueOrDefault(name, None)
               where one != other
               select new InputChange($"recipe, {name}", one, other),
        ];
    }

    private static Dictionary<string, string> Settings(string recipe) =>
        SourceIndex.Settings(recipe).ToDictionary(setting => setting.Name, setting => setting.Value);

    private sealed record Used(bool IsModel, string Recipe, int Seed, string Key);
}
