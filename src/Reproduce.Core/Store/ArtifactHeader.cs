namespace Reproduce.Core.Store;

/// <summary>What an artifact's file tells without its weights being read.</summary>
/// <param name="Key">Everything that decides the artifact.</param>
/// <param name="Provenance">Where and when it was made.</param>
public sealed record ArtifactHeader(ArtifactKey Key, Provenance Provenance);
