using System.Reflection;

namespace Reproduce.Core.Store;

/// <summary>What the build wrote into the training core's assembly, for the provenance of everything that it trains.</summary>
/// <param name="TrainingCoreHash">
/// SHA-256 of the sources that decide a training run (folders Catalog without the experiments, Networks, Training, Randomness and Data), 64
/// lower-case hexadecimal digits.
/// </param>
/// <param name="AttackCoreHash">
/// The same of the sources that decide what attacks do to a model (folders Attacks, Networks and Experiments/Robustness).
/// </param>
/// <param name="AttributionCoreHash">
/// The same of the sources that decide a model's attributions (folders Attributions, Networks and Experiments/Faithfulness).
/// </param>
/// <param name="Commit">Hash of the commit that was built, or <see cref="UnknownCommit"/>.</param>
/// <param name="HarnessVersion">Version of the harness, such as <c>0.1.0</c>.</param>
public sealed record BuildStamp(
    string TrainingCoreHash,
    string AttackCoreHash,
    string AttributionCoreHash,
    string Commit,
    string HarnessVersion)
{
    /// <summary>Stands behind the commit of a build whose sources were changed since.</summary>
    public const string DirtyMark = "-dirty";

    /// <summary>Stands for the commit of a build outside of a git repository.</summary>
    public const string UnknownCommit = "unknown";

    /// <summary>The stamp of the running training core.</summary>
    public static BuildStamp Current { get; } = Read(typeof(BuildStamp).Assembly);

    /// <summary>The commit in an informational version, which the build makes of version, plus sign and commit.</summary>
    /// <param name="informationalVersion">Such as <c>0.1.0+83e3168</c>, or null where an assembly has none.</param>
    public static string CommitOf(string? informationalVersion) =>
        informationalVersion?.Split('+', 2) is [_, { Length: > 0 } commit] ? commit : UnknownCommit;

    /// <summary>The version in an informational version.</summary>
    /// <param name="informationalVersion">Such as <c>0.1.0+83e3168</c>, or null where an assembly has none.</param>
    public static string VersionOf(string? informationalVersion) => informationalVersion?.Split('+', 2)[0] ?? "unknown";

    private static BuildStamp Read(Assembly assembly)
    {
        var metadata = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value);
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return new BuildStamp(
            Required(nameof(TrainingCoreHash)),
            Required(nameof(AttackCoreHash)),
            Required(nameof(AttributionCoreHash)),
            CommitOf(version),
            VersionOf(version));

        string Required(string key) => metadata.GetValueOrDefault(key) ?? throw new InvalidOperationException(
            $"{assembly.GetName().Name} was built without its {key}: build it with the Directory.Build.targets of the repository.");
    }
}
