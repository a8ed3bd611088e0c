using Reproduce.Core.Store;

namespace Reproduce.Core.Attacks;

/// <summary>What a model predicts after an attack, as two arrays of an artifact.</summary>
internal static class AttackOutcomeArrays
{
    /// <summary>The arrays of an outcome.</summary>
    /// <param name="title">Names the attack.</param>
    /// <param name="outcome">The outcome.</param>
    public static (string Name, IEnumerable<double> Values)[] Of(string title, AttackOutcome outcome) =>
    [
        (ClassesOf(title), outcome.Classes.Select(value => (double)value)),
        (RanksOf(title), outcome.Ranks.Select(value => (double)value)),
    ];

    /// <summary>The outcome in an artifact.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="title">Names the attack.</param>
    /// <exception cref="KeyNotFoundException">The artifact lacks an array.</exception>
    public static AttackOutcome Read(Artifact artifact, string title) => new(
        [.. Measurement.Numbers(artifact, ClassesOf(title)).Select(value => (int)value)],
        [.. Measurement.Numbers(artifact, RanksOf(title)).Select(value => (int)value)]);

    private static string ClassesOf(string title) => $"{title}/class";

    private static string RanksOf(string title) => $"{title}/rank";
}
