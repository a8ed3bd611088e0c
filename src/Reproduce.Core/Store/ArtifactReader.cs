using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>Reads artifacts, and moves damaged ones to a folder of their own.</summary>
/// <param name="layout">The store.</param>
/// <param name="notice">Receives a sentence for each damaged artifact; called by the thread that reads.</param>
internal sealed class ArtifactReader(StoreLayout layout, Action<string> notice)
{
    /// <summary>Reads artifacts, several at a time.</summary>
    /// <returns>The artifact of each key; null where it is missing or was damaged and has been moved away.</returns>
    /// <exception cref="ArtifactStoreException">A file is there but cannot be opened or read.</exception>
    public Artifact?[] Read(IReadOnlyList<ArtifactKey> keys, CancellationToken cancellation)
    {
        var artifacts = new Artifact?[keys.Count];
        var damages = new InvalidDataException?[keys.Count];
        var options = new ParallelOptions { CancellationToken = cancellation };
        ArtifactStoreException.Guard(
            layout.Folder,
            "reading an artifact",
            () => Parallel.For(0, keys.Count, options, i => (artifacts[i], damages[i]) = ReadOrDamage(layout.PathOf(keys[i]), keys[i])));

        // One after the other, as each gives a notice.
        return [.. artifacts.Select((artifact, i) => damages[i] is { } damage ? SetAside(keys[i], damage) : artifact)];
    }

    private static (Artifact? Artifact, InvalidDataException? Damage) ReadOrDamage(string path, ArtifactKey key)
    {
        // Asked first, since a thousand missing files would be a thousand exceptions.
        if (!File.Exists(path))
        {
            return (null, null);
        }

        try
        {
            return (ArtifactFile.Decode(Safetensors.ReadBytes(path), key, path), null);
        }
        catch (Exception e) when (FileErrors.IsMissing(e))
        {
            return (null, null);
        }
        catch (InvalidDataException e)
        {
            return (null, e);
        }
    }

    /// <summary>Moves a damaged file out of the way.</summary>
    /// <returns>Null; or the artifact, if another process has replaced the damaged file by a sound one meanwhile.</returns>
    private Artifact? SetAside(ArtifactKey key, InvalidDataException damage)
    {
        string fate;
        try
        {
            var aside = MoveAside(key);
            if (ReadOrDamage(aside, key).Artifact is { } sound)
            {
                File.Move(aside, layout.PathOf(key), overwrite: true);
                return sound;
            }

            fate = $"It was set aside as '{aside}' and the model will be made again.";
        }
        catch (Exception e) when (FileErrors.IsMissing(e))
        {
            // Another process has set it aside.
            return null;
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            fate = $"It is not used, but could not be set aside: {e.Message}";
        }

        notice($"{damage.Message} {fate}");
        return null;
    }

    private string MoveAside(ArtifactKey key)
    {
        Directory.CreateDirectory(layout.Damaged);
        var aside = Enumerable.Range(1, int.MaxValue)
            .Select(number => Path.Combine(layout.Damaged, $"{key.Hash}.damaged-{number}"))
            .First(path => !File.Exists(path));
        File.Move(layout.PathOf(key), aside);
        return aside;
    }
}
