using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// Trained models and measurements on disk, addressed by everything that decides their content: what has been made once is read, by this
/// and any other process, instead of made again.
/// </summary>
/// <remarks>
/// One file an artifact, <c>ab/abcd….safetensors</c> by the key's hash. Beside them <c>unfinished/</c> (files being written),
/// <c>locks/</c> (who is making what; see <see cref="KeyLocks"/>) and <c>damaged/</c> (damaged artifacts). A damaged file is noticed by
/// its checksum, moved there with a notice, and made again when it is needed. Any file may be deleted at any time. Instances may be used by
/// several threads at once.
/// </remarks>
public sealed class ArtifactStore
{
    private const string LockingStep = "locking the models to make";

    private readonly Lock _telling = new();
    private readonly Action<string> _notice;
    private readonly StoreLayout _layout;
    private readonly ArtifactReader _reader;
    private readonly Func<string, Stream> _createFile;

    /// <summary>Opens a store; nothing is read or created yet.</summary>
    /// <param name="folder">Its folder; see <see cref="StoreFolder.Default(Func{string, string?})"/>.</param>
    /// <param name="notice">
    /// Receives sentences for the user, one at a time, from any thread: an artifact was damaged, another process is waited for.
    /// </param>
    /// <param name="clock">Tells the age of unfinished files, and how long a process has given no sign of life.</param>
    public ArtifactStore(string folder, Action<string> notice, TimeProvider clock)
        : this(folder, notice, clock, AtomicFile.Create, ProcessIdentity.Current())
    {
    }

    /// <summary>The same with a given way to create an unfinished file, for a process that may pretend to be another one.</summary>
    internal ArtifactStore(
        string folder, Action<string> notice, TimeProvider clock, Func<string, Stream> createFile, ProcessIdentity process)
    {
        Inventory = new(folder, clock, process);
        (_notice, _createFile, _layout) = (notice, createFile, new(Inventory.Folder));
        _reader = new(_layout, Tell);
    }

    /// <summary>The store's folder, an absolute path; it may not exist yet.</summary>
    public string Folder => _layout.Folder;

    /// <summary>Lists, inspects and deletes the store's files.</summary>
    public StoreInventory Inventory { get; }

    /// <summary>The file of an artifact, whether it exists or not.</summary>
    public string PathOf(ArtifactKey key) => _layout.PathOf(key);

    /// <summary>Whether the artifact of a key is there; whether it is sound only reading it tells.</summary>
    public bool Contains(ArtifactKey key) => File.Exists(PathOf(key));

    /// <summary>The artifact of a key, or null if it is missing or was damaged and has been moved away.</summary>
    /// <exception cref="ArtifactStoreException">A file is there but cannot be opened or read.</exception>
    public Artifact? TryRead(ArtifactKey key) => _reader.Read([key], CancellationToken.None)[0];

    /// <summary>What an artifact of this store holds.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="decode">Finds it among the artifact's weights and numbers.</param>
    /// <exception cref="ArtifactStoreException">
    /// The artifact holds something else, such as tensors of other names or shapes; the message names the file.
    /// </exception>
    public T Decode<T>(Artifact artifact, Func<Artifact, T> decode)
    {
        try
        {
            return decode(artifact);
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new ArtifactStoreException(
                $"The stored file '{PathOf(artifact.Key)}' is undamaged, but its content is not what is looked for: {e.Message} "
                + "Delete the file to have it made again.",
                e);
        }
    }

    /// <summary>Writes an artifact, replacing the one of the same key: other processes see the old or the new one, never a part.</summary>
    /// <exception cref="ArtifactStoreException">The disk is full or the folder cannot be written.</exception>
    public void Write(Artifact artifact)
    {
        var (bytes, path) = (ArtifactFile.Encode(artifact), PathOf(artifact.Key));
        ArtifactStoreException.Guard(
            Folder, "writing an artifact", () => AtomicFile.Write(path, bytes, _layout.NewUnfinished(Path.GetFileName(path)), _createFile));
    }

    /// <summary>
    /// The artifacts of all keys: those that are there are read, the others made. Each is stored as soon as it is made, so that a killed
    /// run can be resumed. No two processes make the same artifact: the second one waits, and then reads.
    /// </summary>
    /// <param name="keys">The keys; one may occur several times.</param>
    /// <param name="create">
    /// Makes the artifacts of the keys it is given, all of them, in any order, each yielded when finished. Called once at most, and
    /// not if nothing is missing. It may use the store for other keys, such as the teachers', but not for these.
    /// </param>
    /// <param name="titleOf">Says in a few words what a key's artifact is, for <see cref="StoreLease.Title"/>; null for no titles.</param>
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
        Func<ArtifactKey, string?>? titleOf = null,
        CancellationToken cancellation = default)
    {
        return Get(keys, TryLock, MakeAll, cancellation);

        (IDisposable?, KeyHolder?) TryLock(IReadOnlyList<ArtifactKey> missing) =>
            (Inventory.Locks.TryTake(missing, titleOf ?? NoTitle, out var holder), holder);

        void MakeAll(ArtifactRequest request, IReadOnlyList<ArtifactKey> missing)
        {
            var open = missing.ToHashSet();
            foreach (var artifact in create(missing))
            {
                if (!open.Remove(artifact.Key))
                {
                    throw new InvalidOperationException(
                        $"An artifact was made that is not among those asked for, or twice: {artifact.Key}.");
                }

                Store(request, artifact);
                cancellation.ThrowIfCancellationRequested();
            }

            if (open.Count > 0)
            {
                throw new InvalidOperationException(
                    $"{open.Count} of {missing.Count} artifacts asked for were not made, such as {open.First()}.");
            }
        }
    }

    /// <summary>
    /// The same for artifacts that each take long to make: processes that ask for the same ones share the work. Each key is locked right
    /// before its artifact is made; what others make is waited for only when nothing else is left, and made here if they end without it.
    /// </summary>
    /// <param name="keys">The keys; one may occur several times.</param>
    /// <param name="create">
    /// Makes artifacts of the keys it is given, in any order, each yielded when finished. With each key it calls the function it is
    /// given, tryBegin, on any thread, right before it would make the artifact; where that returns false, another process makes it or has
    /// made it, and it is left out. Called again for what others have left over.
    /// </param>
    /// <param name="titleOf">Says in a few words what a key's artifact is, for <see cref="StoreLease.Title"/>; null for no titles.</param>
    /// <param name="cancellation">Ends the waiting, or the making after the present artifact.</param>
    /// <returns>The artifacts in the order of <paramref name="keys"/>.</returns>
    /// <exception cref="ArtifactStoreException">As for <see cref="GetOrCreateMany"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="create"/> did not make what it began, made something else, or left out a key.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; what was made is stored.</exception>
    public IReadOnlyList<Artifact> GetOrCreateShared(
        IReadOnlyList<ArtifactKey> keys,
        Func<IReadOnlyList<ArtifactKey>, Func<ArtifactKey, bool>, IEnumerable<Artifact>> create,
        Func<ArtifactKey, string?>? titleOf = null,
        CancellationToken cancellation = default)
    {
        return Get(keys, FindFree, MakeShare, cancellation);

        (IDisposable?, KeyHolder?) FindFree(IReadOnlyList<ArtifactKey> missing)
        {
            Inventory.Locks.IsAnyFree(missing, out var holder);
            return (null, holder);
        }

        void MakeShare(ArtifactRequest request, IReadOnlyList<ArtifactKey> missing)
        {
            using var begun = new KeysInProgress(Inventory.Locks, titleOf ?? NoTitle, key => TryRead(key) is not null);
            foreach (var artifact in create(missing, key => ArtifactStoreException.Guard(Folder, LockingStep, () => begun.TryBegin(key))))
            {
                if (!begun.IsBegun(artifact.Key))
                {
                    throw new InvalidOperationException($"An artifact was made that was not begun, or twice: {artifact.Key}.");
                }

                Store(request, artifact);
                begun.Finish(artifact.Key);
                cancellation.ThrowIfCancellationRequested();
            }

            begun.RequireComplete(missing);
        }
    }

    /// <summary>Removes an artifact that nobody needs any more; one that is not there is no error.</summary>
    /// <exception cref="ArtifactStoreException">The file cannot be deleted.</exception>
    internal void Remove(ArtifactKey key) => ArtifactStoreException.Guard(
        Folder, "deleting what is not needed any more", () => FileErrors.DeleteIfThere(PathOf(key)));

    /// <summary>Tells the user something; one sentence at a time.</summary>
    internal void Tell(string sentence)
    {
        lock (_telling)
        {
            _notice(sentence);
        }
    }

    /// <summary>Reads and makes the artifacts of a request until none is missing.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="tryLock">Locks missing keys, or gives the process that has locked them; null where this process may make them.</param>
    /// <param name="make">Makes artifacts that are still missing then.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    private IReadOnlyList<Artifact> Get(
        IReadOnlyList<ArtifactKey> keys,
        Func<IReadOnlyList<ArtifactKey>, (IDisposable? Lock, KeyHolder? Holder)> tryLock,
        Action<ArtifactRequest, IReadOnlyList<ArtifactKey>> make,
        CancellationToken cancellation)
    {
        var request = new ArtifactRequest(keys, _reader, cancellation);
        request.ReadMissing();
        var isTold = false;
        while (request.Missing.Count > 0)
        {
            var holder = TryMake(request, tryLock, make);
            if (holder is not null && request.Missing.Count is > 0 and var count)
            {
                if (!isTold)
                {
                    var models = count == 1 ? "1 model is" : $"{count} models are";
                    Tell($"Waiting for {holder}: {models} missing here, and it is making the same.");
                    isTold = true;
                }

                cancellation.WaitHandle.WaitOne(holder.PollingInterval);
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return request.Artifacts;
    }

    /// <returns>The process that has locked the missing keys; null if they were made here.</returns>
    private KeyHolder? TryMake(
        ArtifactRequest request,
        Func<IReadOnlyList<ArtifactKey>, (IDisposable? Lock, KeyHolder? Holder)> tryLock,
        Action<ArtifactRequest, IReadOnlyList<ArtifactKey>> make)
    {
        var (keyLock, holder) = ArtifactStoreException.Guard(Folder, LockingStep, () => tryLock(request.Missing));
        using (keyLock)
        {
            // Read again in any case: others may have finished some of them meanwhile.
            var missing = request.ReadMissing();
            if (holder is null && missing.Count > 0)
            {
                PrepareToWrite(missing);
                make(request, missing);
            }
        }

        return holder;
    }

    private static string? NoTitle(ArtifactKey key) => null;

    private void Store(ArtifactRequest request, Artifact artifact)
    {
        Write(artifact);
        request.Add(artifact);
    }

    /// <summary>Checks that artifacts can be written before time is spent on making them, and removes what killed writers left.</summary>
    private void PrepareToWrite(IReadOnlyList<ArtifactKey> keys)
    {
        ArtifactStoreException.Guard(
            Folder, "checking that artifacts can be written", () => _layout.RequireWritable([.. keys.Select(PathOf)]));
        Inventory.RemoveAbandoned();
    }
}
