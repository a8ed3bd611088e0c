using System.Collections.Immutable;
using System.Reflection;
using Reproduce.Core.Files;
using Reproduce.Results;
using Reproduce.Testing;

namespace Reproduce.Claims.Rules;

/// <summary>The claims of this assembly, and where their snapshots lie.</summary>
internal static class ClaimsOfAssembly
{
    /// <summary>Each fixture with the name of its claim.</summary>
    public static ImmutableArray<(string Claim, Type Fixture)> Fixtures { get; } =
    [
        .. from type in typeof(ClaimsOfAssembly).Assembly.GetTypes()
           from claim in type.GetCustomAttributes<ClaimAttribute>(inherit: false)
           select (claim.Name, type),
    ];

    /// <summary>The names of the claims, each once.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Fixtures.Select(fixture => fixture.Claim).Distinct()];

    /// <summary>The folder of all snapshots.</summary>
    public static string Snapshots { get; } =
        Path.Combine(RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory), SnapshotFiles.FolderName);
}
