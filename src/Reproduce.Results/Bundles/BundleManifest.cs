using System.Collections.Immutable;

namespace Reproduce.Results.Bundles;

/// <summary>What a bundle holds. File <c>manifest.json</c> of the bundle.</summary>
public sealed record BundleManifest
{
    /// <summary>The form of the bundle, to be raised when an older version would misread it.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What the form's name begins with.</summary>
    public const string SchemaName = "reproduce-bundle/";

    /// <summary>The form of the bundle.</summary>
    public string Schema { get; init; } = $"{SchemaName}{CurrentVersion}";

    /// <summary>Commit of the harness that wrote it, or <c>unknown</c>.</summary>
    public required string Commit { get; init; }

    /// <summary>Version of the harness that wrote it.</summary>
    public required string Version { get; init; }

    /// <summary>The claims whose results it holds.</summary>
    public required ImmutableArray<string> Claims { get; init; }

    /// <summary>All of its other files.</summary>
    public required ImmutableArray<BundleFile> Files { get; init; }
}

/// <summary>A file of a bundle.</summary>
/// <param name="Name">Its path in the bundle, with forward slashes: see <see cref="BundlePath"/>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimal.</param>
public sealed record BundleFile(string Name, long Bytes, string Sha256);
