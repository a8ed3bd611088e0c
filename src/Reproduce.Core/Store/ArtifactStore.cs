using Microsoft.Win32.SafeHandles;

namespace Reproduce.Core.Store;

/// <summary>
/// Trained models on disk, addressed by everything that decides their training: what has been trained once is read, by this and
/// any other process, instead of trained again.
/// </summary>
/// <remarks>
/// One file an artifact, <c>ab/abcd….safetensors</c> by the key's hash. Beside them <c>unfinished/</c> (files being written),
/// <c>claims/</c> (who is making what) and <c>damaged/</c> (artifacts set aside). A damaged file, whatever happened to it, is
/// noticed by its checksum, set aside with a notice, and from then on missing. Deleting anything at any time does no harm but
/// that it is made again. Instances may be used by several threads at once.
/// </remarks>
public sealed class ArtifactStore
{
    private const string ClaimingStep = "claiming the models to make";

    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(100);

    private readonly Action<string> _notice;
    private readonly TimeProvider _clock;
    private readonly StoreLayout _layout;
    private readonly ArtifactReader _reader;
    private readonly AtomicWriter _writer;
    private readonly KeyClaims _claims;

    /// <summary>Opens a store; nothing is read or created yet.</summary>
    /// <param name="folder">Its folder; see <see cref="StoreFolder.Default(Func{string, string?})"/>.</param>
    /// <param name="notice">
    /// Receives sentences for the user, one at a time, from any thread: an artifact was damaged, another process is waited for.
    /// </param>
    /// <param name="clock">Tells the age of what killed processes left behind.</param>
    public ArtifactStore(string folder, Action<string> notice, TimeProvider clock)
        : this(folder, notice, clock, AtomicWriter.CreateFile)
    {
    }

    internal ArtifactStore(string folder, Action<string> notice, TimeProvider clock, Func<string, Stream> createFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _notice = OneAtATime(notice);
        _clock = clock;
        _layout = new(Path.GetFullPath(folder));
        _reader = new(_layout, _notice);
        _writer = new(_layout.Unfinished, createFile);
        _claims = new(_layout.Claims);
    }

    /// <summary>The store's folder, an absolute path; it may not exist yet.</summary>
    public string Folder => _layout.Folder;

    /// <summary>The file of an artifact, whether it exists or not.</summary>
    public string PathOf(ArtifactKey key) => _layout.PathOf(key);

    /// <summary>The artifact of a key, or null if it is missing or was damaged and has been set aside.</summary>
    /// <exception cref="ArtifactStoreException">A file is there but cannot be opened or read.</exception>
    public Artifact? TryRead(ArtifactKey key) => _reader.Read([key], CancellationToken.None)[0];

    /// <summary>Removes an artifact that nobody needs any more; one that is not there is no error.</summary>
    /// <exception cref="ArtifactStoreException">The file cannot be deleted.</exception>
    internal void Remove(ArtifactKey key) =>
        ArtifactStoreException.Guard(Folder, "removing what is not needed any more", () => DeleteIfThere(PathOf(key)));

    /// <summary>Tells the user something.</summary>
    internal void Tell(string sentence) => _notice(sentence);

    /// <summary>Writes an artifact, replacing the one of the same key: other processes see the old or the new one, never a part.</summary>
    /// <exception cref="ArtifactStoreException">The disk is full or the folder cannot be written.</exception>
    public void Write(Artifact artifact)
    {
        var bytes = ArtifactFile.Encode(artifact);
        ArtifactStoreException.Guard(Folder, "writing an artifact", () => _writer.Write(PathOf(artifact.Key), bytes));
    }

    /// <summary>The artifact of a key, made and stored if it is missing. See <see cref="GetOrCreateMany"/>.</summary>
    public Artifact GetOrCreate(ArtifactKey key, Func<Artifact> create, CancellationToken cancellation = default) =>
        GetOrCreateMany([key], _ => [create()], cancellation)[0];

    /// <summary>
    /// The artifacts of all keys: those that are there are read, the others made. Each is stored as soon as it is made, so a killed
    /// run goes on where it ended. No two processes make the same artifact: the second one waits, and then reads.
    /// </summary>
    /// <param name="keys">The keys; one may occur several times.</param>
    /// <param name="create">
    /// Makes the artifacts of the keys it is given, all of them, in any order, each yielded when finished. Called once at most, and
    /// not if nothing is missing. It may use the store for other keys, such as the teachers', but not for these.
    /// </param>
    /// <param name="cancellation">Ends the waiting, or the making after the present artifact.</param>
    /// <returns>The artifacts in the order of <paramref name="keys"/>.</returns>
    /// <exception cref="ArtifactStoreException">
    /// The disk is full or the folder cannot be used. A folder that cannot be written still serves what is there; if something is
    /// missing, the exception comes before it is made.
    /// </exception>
    /// <exception cref="InvalidOperationException"><paramref name="create"/> gave other artifacts than it was asked for.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; what was made is stored.</exception>
    public IReadOnlyList<Artifact> GetOrCreateMany(
        IReadOnlyList<ArtifactKey> keys,
        Func<IReadOnlyList<ArtifactKey>, IEnumerable<Artifact>> create,
        CancellationToken cancellation = default)
    {
        var found = new Dictionary<ArtifactKey, Artifact>();
        var missing = ReadInto(found, [.. keys.Distinct()], cancellation);
        var told = false;
        while (missing.Count > 0)
        {
            var holder = 0;
            using var claim = ArtifactStoreException.Guard(
                Folder, ClaimingStep, () => _claims.TryTake(missing, out holder, cancellation));

            // Read again in any case: others may have finished some of them meanwhile.
            missing = ReadInto(found, missing, cancellation);
            if (claim is not null)
            {
                CreateInto(found, missing, create, cancellation);
                break;
            }

            if (missing.Count > 0)
            {
                Wait(holder, missing.Count, ref told, cancellation);
            }
        }

        return [.. keys.Select(key => found[key])];
    }

    /// <summary>
    /// The same for artifacts that each take long to make: processes that ask for the same ones share the work. Each is claimed by itself
    /// right before it is made; what others make is waited for only when nothing else is left, and made here if they end without it.
    /// </summary>
    /// <param name="keys">The keys; one may occur several times.</param>
    /// <param name="create">
    /// Makes artifacts of the keys it is given, in any order, each yielded when finished. About each key it asks the function it is
    /// given, on any thread, right before it would make the artifact; where the answer is no, another process makes it or has made it,
    /// and it is left out. Called again for what others have left over.
    /// </param>
    /// <param name="cancellation">Ends the waiting, or the making after the present artifact.</param>
    /// <returns>The artifacts in the order of <paramref name="keys"/>.</returns>
    /// <exception cref="ArtifactStoreException">As for <see cref="GetOrCreateMany"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="create"/> did not make what it began, made something else, or did not ask about a key.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; what was made is stored.</exception>
    public IReadOnlyList<Artifact> GetOrCreateShared(
        IReadOnlyList<ArtifactKey> keys,
        Func<IReadOnlyList<ArtifactKey>, Func<ArtifactKey, bool>, IEnumerable<Artifact>> create,
        CancellationToken cancellation = default)
    {
        var found = new Dictionary<ArtifactKey, Artifact>();
        var missing = ReadInto(found, [.. keys.Distinct()], cancellation);
        var told = false;
        while (missing.Count > 0)
        {
            var holder = 0;
            var isAnyFree = ArtifactStoreException.Guard(
                Folder, ClaimingStep, () => _claims.IsAnyFree(missing, out holder, cancellation));

            // Read again in any case: what is free may just have been finished by others.
            missing = ReadInto(found, missing, cancellation);
            if (missing.Count == 0)
            {
                break;
            }

            if (isAnyFree)
            {
                CreateShare(found, missing, create, cancellation);
                missing.RemoveAll(found.ContainsKey);
            }
            else
            {
                Wait(holder, missing.Count, ref told, cancellation);
            }
        }

        return [.. keys.Select(key => found[key])];
    }

    /// <summary>All artifacts of the store, in no particular order; without those that vanish meanwhile.</summary>
    /// <exception cref="ArtifactStoreException">The folder cannot be read.</exception>
    public IReadOnlyList<StoreEntry> Enumerate() => ArtifactStoreException.Guard(
        Folder, "listing the artifacts", () => _layout.Artifacts().Where(file => file.Exists).Select(StoreEntry.Of).ToList());

    /// <summary>Whether the artifact of a key is there; whether it is sound only reading it tells.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(ArtifactKey key) => File.Exists(PathOf(key));

    /// <summary>Writes a small file and deletes it; the folder is created if it is missing.</summary>
    /// <exception cref="ArtifactStoreException">The folder cannot be written.</exception>
    public void RequireWritable() => ArtifactStoreException.Guard(Folder, "writing a file", () =>
    {
        var probe = Path.Combine(_layout.Unfinished, "probe");
        _writer.Write(probe, "probe"u8);
        File.Delete(probe);
    });

    /// <summary>What broken writes and damage left behind, in no particular order.</summary>
    /// <exception cref="ArtifactStoreException">The folder cannot be read.</exception>
    public IReadOnlyList<StoreLeftover> EnumerateLeftovers() => ArtifactStoreException.Guard(
        Folder,
        "listing what was left behind",
        () => _layout.Leftovers().Where(item => item.File.Exists).Select(item => StoreLeftover.Of(item.File, item.Kind)).ToList());

    /// <summary>Reads an artifact's header, which is small, and leaves the time of its last use as it is.</summary>
    /// <param name="entry">The artifact, as <see cref="Enumerate"/> gave it.</param>
    /// <returns>The header, or null if the artifact has vanished meanwhile.</returns>
    /// <exception cref="InvalidDataException">The file is damaged. It is left where it is.</exception>
    /// <exception cref="ArtifactStoreException">The file cannot be opened or read.</exception>
    public ArtifactHeader? ReadHeader(StoreEntry entry) => Inspect(entry, Safetensors.ReadMetadata)
        is { } metadata ? ArtifactFile.DecodeHeader(metadata, entry.Path) : null;

    /// <summary>Reads a whole artifact and looks for damage, and leaves the time of its last use as it is.</summary>
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
    /// Deletes an artifact. Whoever is reading it reads on, who asks for it later makes it again; folders stay, since another process may
    /// be about to write there.
    /// </summary>
    /// <param name="entry">The artifact, as <see cref="Enumerate"/> gave it.</param>
    /// <exception cref="ArgumentException">The file is none of this store's artifacts.</exception>
    /// <exception cref="ArtifactStoreException">The file cannot be deleted.</exception>
    public void Delete(StoreEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!ArtifactKey.IsHash(entry.Hash) || entry.Path != _layout.PathOf(entry.Hash))
        {
            throw new ArgumentException($"'{entry.Path}' is no artifact of the store in '{Folder}'.", nameof(entry));
        }

        ArtifactStoreException.Guard(Folder, "deleting an artifact", () => DeleteIfThere(entry.Path));
    }

    /// <summary>Deletes what was left behind; a file that may still be being written stays.</summary>
    /// <param name="leftover">The file, as <see cref="EnumerateLeftovers"/> gave it.</param>
    /// <returns>Whether it was deleted: an unfinished file is deleted an hour after it was last written.</returns>
    /// <exception cref="ArgumentException">The file does not lie in this store's folders for what is left behind.</exception>
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

        ArtifactStoreException.Guard(Folder, "deleting what was left behind", () => DeleteIfThere(leftover.Path));
        return true;
    }

    private static Action<string> OneAtATime(Action<string> notice)
    {
        var gate = new Lock();
        return sentence =>
        {
            lock (gate)
            {
                notice(sentence);
            }
        };
    }

    private static void DeleteIfThere(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file is not there either.
        }
    }

    /// <summary>Reads from a file without that counting as its use.</summary>
    private T? Inspect<T>(StoreEntry entry, Func<SafeFileHandle, string, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entry);
        return ArtifactStoreException.Guard(Folder, "reading an artifact", () =>
        {
            try
            {
                using var handle = Safetensors.Open(entry.Path);
                var lastAccess = File.GetLastAccessTimeUtc(handle);
                var content = read(handle, entry.Path);
                FileErrors.TryDo(() => File.SetLastAccessTimeUtc(entry.Path, lastAccess));
                return content;
            }
            catch (Exception e) when (FileErrors.IsMissing(e))
            {
                return null;
            }
        });
    }

    private List<ArtifactKey> ReadInto(
        Dictionary<ArtifactKey, Artifact> found, List<ArtifactKey> keys, CancellationToken cancellation)
    {
        var artifacts = _reader.Read(keys, cancellation);
        var missing = new List<ArtifactKey>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (artifacts[i] is { } artifact)
            {
                found.Add(keys[i], artifact);
            }
            else
            {
                missing.Add(keys[i]);
            }
        }

        return missing;
    }

    private void CreateInto(
        Dictionary<ArtifactKey, Artifact> found,
        List<ArtifactKey> missing,
        Func<IReadOnlyList<ArtifactKey>, IEnumerable<Artifact>> create,
        CancellationToken cancellation)
    {
        if (missing.Count == 0)
        {
            return;
        }

        ArtifactStoreException.Guard(Folder, "removing abandoned files", () => _writer.RemoveAbandoned(_clock.GetUtcNow()));
        var open = missing.ToHashSet();
        foreach (var artifact in create(missing))
        {
            if (!open.Remove(artifact.Key))
            {
                throw new InvalidOperationException($"An artifact was made that is not among those asked for, or twice: {artifact.Key}.");
            }

            Write(artifact);
            found.Add(artifact.Key, artifact);
            cancellation.ThrowIfCancellationRequested();
        }

        if (open.Count > 0)
        {
            throw new InvalidOperationException(
                $"{open.Count} of {missing.Count} artifacts asked for were not made, such as {open.First()}.");
        }
    }

    private void CreateShare(
        Dictionary<ArtifactKey, Artifact> found,
        IReadOnlyList<ArtifactKey> missing,
        Func<IReadOnlyList<ArtifactKey>, Func<ArtifactKey, bool>, IEnumerable<Artifact>> create,
        CancellationToken cancellation)
    {
        ArtifactStoreException.Guard(Folder, "removing abandoned files", () => _writer.RemoveAbandoned(_clock.GetUtcNow()));
        using var share = new KeyShare(_claims, key => TryRead(key) is not null, cancellation);
        foreach (var artifact in create([.. missing], TryBegin))
        {
            if (!share.IsBegun(artifact.Key))
            {
                throw new InvalidOperationException($"An artifact was made that was not begun, or twice: {artifact.Key}.");
            }

            Write(artifact);
            found.Add(artifact.Key, artifact);
            share.Finish(artifact.Key);
            cancellation.ThrowIfCancellationRequested();
        }

        share.RequireComplete(missing);

        bool TryBegin(ArtifactKey key) => ArtifactStoreException.Guard(Folder, ClaimingStep, () => share.TryBegin(key));
    }

    private void Wait(int holder, int count, ref bool told, CancellationToken cancellation)
    {
        if (!told)
        {
            var models = count == 1 ? "1 model is" : $"{count} models are";
            _notice($"Waiting for process {holder}: {models} missing here, and it is making the same.");
            told = true;
        }

        cancellation.WaitHandle.WaitOne(PollingInterval);
        cancellation.ThrowIfCancellationRequested();
    }
}
