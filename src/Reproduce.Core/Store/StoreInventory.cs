using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// The files of an artifact store, to be listed, inspected and deleted. Inspecting a file does not count as using it, and deleting one
/// does no harm but that it is made again.
/// </summary>
public sealed class StoreInventory
{
    private readonly StoreLayout _layout;
    private readonly TimeProvider _clock;

    /// <summary>The files of a store; nothing is read or created yet.</summary>
    /// <param name="folder">Its folder; see <see cref="StoreFolder.Default(Func{string, string?})"/>.</param>
    /// <param name="clock">Tells the age of unfinished files, and how long a process has given no sign of life.</param>
    public StoreInventory(string folder, TimeProvider clock)
        : this(folder, clock, ProcessIdentity.Current())
    {
    }

    /// <summary>The same for a process that pretends to be another one.</summary>
    internal StoreInventory(string folder, TimeProvider clock, ProcessIdentity process)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (_layout, _clock) = (new(Path.GetFullPath(folder)), clock);
        Locks = new(_layout.Locks, process, clock);
    }

    /// <summary>Says who makes which artifact.</summary>
    internal KeyLocks Locks { get; }

    /// <summary>The store's folder, an absolute path; it may not exist yet.</summary>
    public string Folder => _layout.Folder;

    /// <summary>The file of an artifact, whether it exists or not.</summary>
    /// <param name="hash">Hash of its key: see <see cref="ArtifactKey.IsHash"/>.</param>
    public string PathOf(string hash) => _layout.PathOf(hash);

    /// <summary>All artifacts of the store, in no particular order; without those that vanish meanwhile.</summary>
    /// <exception cref="ArtifactStoreException">The folder cannot be read.</exception>
    public IReadOnlyList<StoreEntry> Enumerate() => ArtifactStoreException.Guard(
        Folder, "listing the artifacts", () => _layout.Artifacts().Where(file => file.Exists).Select(StoreEntry.Of).ToList());

    /// <summary>The files that killed writers and damage left behind, in no particular order.</summary>
    /// <exception cref="ArtifactStoreException">The folder cannot be read.</exception>
    public IReadOnlyList<StoreLeftover> EnumerateLeftovers() => ArtifactStoreException.Guard(
        Folder,
        "listing the files left behind",
        () => _layout.Leftovers().Where(item => item.File.Exists).Select(item => StoreLeftover.Of(item.File, item.Kind)).ToList());

    /// <summary>What processes are making, and what dead ones were making when they died; in no particular order.</summary>
    /// <exception cref="ArtifactStoreException">The folder cannot be read.</exception>
    public IReadOnlyList<StoreLease> Leases() =>
        ArtifactStoreException.Guard(Folder, "listing what is being made", () => Locks.Leases().ToList());

    /// <summary>Removes the notes of dead processes on what they were making, as far as that is possible.</summary>
    public void RemoveDeadLeases() => Locks.RemoveDead();

    /// <summary>Checks that files can be created in the store; its folder is created if it is missing.</summary>
    /// <exception cref="ArtifactStoreException">The folder cannot be written.</exception>
    public void RequireWritable() => ArtifactStoreException.Guard(Folder, "writing a file", () => _layout.RequireWritable([]));

    /// <summary>Reads an artifact's header, which is small.</summary>
    /// <param name="entry">The artifact, as <see cref="Enumerate"/> gave it.</param>
    /// <returns>The header, or null if the artifact has vanished meanwhile.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or lies in a wrong folder. It is left where it is.</exception>
    /// <exception cref="ArtifactStoreException">The file cannot be opened or read.</exception>
    public ArtifactHeader? ReadHeader(StoreEntry entry)
    {
        var metadata = Inspect(entry, Safetensors.ReadMetadata);
        return metadata is null ? null
            : entry.Path == _layout.PathOf(entry.Hash) ? ArtifactFile.DecodeHeader(metadata, entry.Path)
            : throw new InvalidDataException($"'{entry.Path}' is in the wrong folder: it is looked for as '{_layout.PathOf(entry.Hash)}'.");
    }

    /// <summary>Reads a whole artifact and looks for damage.</summary>
    /// <param name="entry">The artifact, as <see cref="Enumerate"/> gave it.</param>
    /// <returns>What is wrong with it, in a sentence; null if it is sound or has vanished.</returns>
    /// <exception cref="ArtifactStoreException">The file cannot be opened or read.</exception>
    public string? DamageOf(StoreEntry entry)
    {
        try
        {
            if (ReadHeader(entry) is { } header && Inspect(entry, Safetensors.ReadBytes) is { } bytes)
            {
                ArtifactFile.Decode(bytes, header.Key, entry.Path);
                return header.Key.Hash == entry.Hash ? null : $"'{entry.Path}' holds the artifact {header.Key.Hash}.";
            }

            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    /// <summary>
    /// Deletes an artifact. Who is reading it can read on. Folders stay, since another process may be about to write there.
    /// </summary>
    /// <param name="entry">The artifact, as <see cref="Enumerate"/> gave it.</param>
    /// <exception cref="ArgumentException">The file is none of this store's artifacts.</exception>
    /// <exception cref="ArtifactStoreException">The file cannot be deleted.</exception>
    public void Delete(StoreEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!_layout.IsArtifact(entry.Path))
        {
            throw new ArgumentException($"'{entry.Path}' is no artifact of the store in '{Folder}'.", nameof(entry));
        }

        ArtifactStoreException.Guard(Folder, "deleting an artifact", () => FileErrors.DeleteIfThere(entry.Path));
    }

    /// <summary>Deletes a file that was left behind; one that may still be being written stays.</summary>
    /// <param name="leftover">The file, as <see cref="EnumerateLeftovers"/> gave it.</param>
    /// <returns>Whether it was deleted: an unfinished file is deleted from an hour after it was last written.</returns>
    /// <exception cref="ArgumentException">The file does not lie in the store's folders for such files.</exception>
    /// <exception cref="ArtifactStoreException">The file cannot be deleted.</exception>
    public bool Delete(StoreLeftover leftover)
    {
        ArgumentNullException.ThrowIfNull(leftover);
        var folder = leftover.Kind == LeftoverKind.Damaged ? _layout.Damaged : _layout.Unfinished;
        if (Path.GetDirectoryName(leftover.Path) != folder)
        {
            throw new ArgumentException($"'{leftover.Path}' does not lie in '{folder}'.", nameof(leftover));
        }

        if (!leftover.IsAbandoned(_clock.GetUtcNow()))
        {
            return false;
        }

        ArtifactStoreException.Guard(Folder, "deleting a file left behind", () => FileErrors.DeleteIfThere(leftover.Path));
        return true;
    }

    /// <summary>Deletes what killed processes left behind, as far as that is possible.</summary>
    internal void RemoveAbandoned()
    {
        RemoveDeadLeases();
        var now = _clock.GetUtcNow();
        foreach (var leftover in EnumerateLeftovers().Where(item => item.Kind == LeftoverKind.Unfinished && item.IsAbandoned(now)))
        {
            FileErrors.TryRemove(leftover.Path);
        }
    }

    /// <summary>Reads from a file and sets the time of its last use back.</summary>
    private T? Inspect<T>(StoreEntry entry, Func<FileStream, string, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entry);
        return ArtifactStoreException.Guard(Folder, "reading an artifact", () =>
        {
            try
            {
                using var file = Safetensors.Open(entry.Path);
                var lastAccess = File.GetLastAccessTimeUtc(file.SafeFileHandle);
                var content = read(file, entry.Path);
                FileErrors.TryDo(() => File.SetLastAccessTimeUtc(entry.Path, lastAccess));
                return content;
            }
            catch (Exception e) when (FileErrors.IsMissing(e))
            {
                return null;
            }
        });
    }
}
