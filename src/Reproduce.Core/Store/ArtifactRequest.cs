namespace Reproduce.Core.Store;

/// <summary>The artifacts that a caller asks the store for, as far as they have been found or made.</summary>
/// <param name="keys">The keys asked for; one may occur several times.</param>
/// <param name="reader">Reads artifacts.</param>
/// <param name="cancellation">Stops reading.</param>
internal sealed class ArtifactRequest(IReadOnlyList<ArtifactKey> keys, ArtifactReader reader, CancellationToken cancellation)
{
    private readonly Dictionary<ArtifactKey, Artifact> _found = [];

    /// <summary>The keys whose artifacts are not there yet, each once, in the order of the request.</summary>
    public IReadOnlyList<ArtifactKey> Missing => [.. keys.Distinct().Where(key => !_found.ContainsKey(key))];

    /// <summary>The artifacts in the order of the keys asked for, when none is missing.</summary>
    public IReadOnlyList<Artifact> Artifacts => [.. keys.Select(key => _found[key])];

    /// <summary>Reads those of the missing artifacts that are stored by now.</summary>
    /// <returns>The keys whose artifacts are still missing.</returns>
    public IReadOnlyList<ArtifactKey> ReadMissing()
    {
        foreach (var artifact in reader.Read(Missing, cancellation).OfType<Artifact>())
        {
            Add(artifact);
        }

        return Missing;
    }

    /// <summary>Adds an artifact that was found or made.</summary>
    public void Add(Artifact artifact) => _found.Add(artifact.Key, artifact);
}
