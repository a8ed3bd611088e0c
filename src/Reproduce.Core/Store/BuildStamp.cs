using System.Reflection;

namespace Reproduce.Core.Store;

/// <summary>What the build wrote into an assembly, for the provenance of everything that it trains and measures.</summary>
/// <param name="Commit">Hash of the commit that was built, or <see cref="UnknownCommit"/>.</param>
/// <param name="HarnessVersion">Version of the harness, such as <c>0.1.0</c>.</param>
public sealed record BuildStamp(string Commit, string HarnessVersion)
{
    /// <summary>Stands behind the commit of a build whose sources were changed since.</summary>
    public const string DirtyMark = "-dirty";

    /// <summary>Stands for the commit of a build outside of a git repository.</summary>
    public const string UnknownCommit = "unknown";

    /// <summary>The stamp of the harness.</summary>
    public static BuildStamp Current { get; } = Read(typeof(BuildStamp).Assembly);

    /// <summary>The commit in an informational version, which the build makes of version, plus sign and commit.</summary>
    /// <param name="informationalVersion">Such as <c>0.1.0+83e3168</c>, or null where an assembly has none.</param>
    public static string CommitOf(string? informationalVersion) =>
        informationalVersion?.Split('+', 2) is [_, { Length: > 0 } commit] ? commit : UnknownCommit;

    /// <summary>The version in an informational version.</summary>
    /// <param name="informationalVersion">Such as <c>0.1.0+83e3168</c>, or null where an assembly has none.</param>
    public static string VersionOf(string? informationalVersion) => informationalVersion?.Split('+', 2)[0] ?? "unknown";

    /// <summary>The stamp of an assembly that uses the harness: its own commit, with the harness's version.</summary>
    /// <param name="assembly">The assembly, which may be built in another repository.</param>
    public static BuildStamp Of(Assembly assembly) => Current with { Commit = Read(assembly).Commit };

    private static BuildStamp Read(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return new BuildStamp(CommitOf(version), VersionOf(version));
    }
}
