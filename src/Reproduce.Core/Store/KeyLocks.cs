using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// Locks the keys of artifacts while a process makes them, so that no two processes make the same one, be they on one machine or on
/// several that share the store's folder. A lock covers any number of keys; two locks never share a key.
/// </summary>
/// <remarks>
/// <para>A locked key is a file of its hash's name, a lease, created exclusively: of several processes, one succeeds. It names its
/// holder, whose own file in <c>holders/</c> shows that the process lives. A dead holder's leases are removed by one process at a time,
/// the one that created the file of the dead holder's name exclusively; then the keys are free for everybody. Nothing is concluded from
/// the listing of a folder that a network share may give from a cache.</para>
/// <para>A process that was suspended for longer than others wait for a sign of life may go on as a holder of keys that others hold by
/// then. That does no harm: an artifact is written as a whole, and whoever makes it makes the same bits. Work is done twice at worst. The
/// same holds if a process dies while it removes the leases of another one.</para>
/// </remarks>
internal sealed class KeyLocks
{
    private const int Tries = 3;

    private readonly string _folder;
    private readonly string _holders;
    private readonly TimeProvider _clock;
    private readonly LeaseHolder _self;
    private readonly HolderWatch _watch;

    /// <summary>The locks in a folder.</summary>
    /// <param name="folder">The folder; created when the first lock is taken.</param>
    /// <param name="process">This process.</param>
    /// <param name="clock">Measures how long others give no sign of life, and says when to give one.</param>
    public KeyLocks(string folder, ProcessIdentity process, TimeProvider clock)
    {
        (_folder, _holders, _clock) = (folder, Path.Combine(folder, "holders"), clock);
        (_self, _watch) = (new(_holders, process, clock), new(_holders, process, clock));
    }

    /// <summary>Locks the keys if nobody else has locked any of them.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="titleOf">Says in a few words what a key's artifact is, or gives null.</param>
    /// <param name="holder">Process that has locked one of the keys, where the result is null.</param>
    /// <returns>The lock, released by disposing it; or null.</returns>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public IDisposable? TryTake(IEnumerable<ArtifactKey> keys, Func<ArtifactKey, string?> titleOf, out KeyHolder? holder)
    {
        holder = null;
        var id = _self.Enter();
        var held = new HeldLock(_self);
        try
        {
            // In one order for all: two processes that want the same keys meet at the first one.
            foreach (var key in keys.Distinct().OrderBy(key => key.Hash, StringComparer.Ordinal))
            {
                var (path, content) = (Path.Combine(_folder, key.Hash), ContentOf(id, titleOf(key)));
                holder = Take(path, content);
                if (holder is not null)
                {
                    held.Dispose();
                    return null;
                }

                held.Add(path, content);
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Whether nobody has locked one of the keys. Nothing is locked here, so another process may lock it at any moment.</summary>
    /// <param name="keys">The keys, at least one.</param>
    /// <param name="holder">Process that has locked one of the keys, where the result is false.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be read.</exception>
    public bool IsAnyFree(IEnumerable<ArtifactKey> keys, out KeyHolder? holder)
    {
        holder = null;
        foreach (var key in keys)
        {
            var path = Path.Combine(_folder, key.Hash);
            holder = LeaseFile.TryRead(path) is { } content ? HolderOf(path, content) : null;
            if (holder is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The keys that processes hold, and those that dead ones held when they died; in no particular order.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be read.</exception>
    public IEnumerable<StoreLease> Leases() =>
        from file in Files(_folder)
        let hash = Path.GetFileName(file)
        where ArtifactKey.IsHash(hash)
        let lease = LeaseFile.TryRead(file) is { } content ? Parse(content) : null
        where lease is not null
        let identity = IdentityOf(lease.Holder)
        select new StoreLease(
            hash,
            identity?.Host,
            identity?.ProcessId,
            lease.Since,
            lease.Title,
            IsAlive: _watch.Find(lease.Holder) is not null,
            LastSign: new FileInfo(LeaseHolder.PathOf(_holders, lease.Holder)) is { Exists: true } sign ? sign.LastWriteTimeUtc : null);

    /// <summary>Removes what dead processes left, as far as that is possible.</summary>
    public void RemoveDead() => FileErrors.TryDo(() =>
    {
        foreach (var file in Files(_holders))
        {
            if (Guid.TryParseExact(Path.GetFileName(file), "N", out var id) && _watch.Find(id) is null)
            {
                RemoveHolder(id);
            }
        }

        _watch.ForgetMissing();
    });

    /// <summary>Creates a lease.</summary>
    /// <returns>Null if it was created, else the process that holds it.</returns>
    private KeyHolder? Take(string path, string content)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (LeaseFile.TryCreate(path, content))
            {
                return null;
            }

            if (LeaseFile.TryRead(path) is { } other && TryRemoveDead(path, other) is { Process: not null } holder)
            {
                return holder;
            }
        }

        // Others write or release it at this moment.
        return KeyHolder.Unknown;
    }

    /// <summary>Removes a lease of the given content if its holder is dead.</summary>
    /// <returns>The living process that holds it, or removes it; null if it was removed.</returns>
    private KeyHolder? TryRemoveDead(string path, string content)
    {
        if (HolderOf(path, content) is { } holder)
        {
            return holder;
        }

        if (Parse(content) is not { } lease)
        {
            LeaseFile.TryRemove(path, content);
            return null;
        }

        // A holder that just released it is no dead one.
        return LeaseFile.TryRead(path) == content ? RemoveHolder(lease.Holder, path) : null;
    }

    /// <summary>The living process that holds a lease of the given content, or null.</summary>
    private KeyHolder? HolderOf(string path, string content) =>
        Parse(content) is { } lease ? _watch.Find(lease.Holder)
            : _watch.IsStale(path, content) ? null
            : KeyHolder.Unknown;

    /// <summary>Removes the leases of a dead holder, and its file.</summary>
    /// <param name="dead">The holder.</param>
    /// <param name="known">Leases of it that are known; a network share may list them later.</param>
    /// <returns>Null if that is done, else another process that is doing it.</returns>
    private KeyHolder? RemoveHolder(Guid dead, params string[] known)
    {
        var (removal, content) = (Path.Combine(_folder, dead.ToString("N")), ContentOf(_self.Enter(), title: null));
        try
        {
            if (LeaseFile.TryCreate(removal, content))
            {
                RemoveLeasesOf(dead, known, removal);
                return null;
            }

            var other = LeaseFile.TryRead(removal);
            var remover = other is null ? null : HolderOf(removal, other);
            if (other is not null && remover is null)
            {
                LeaseFile.TryRemove(removal, other);
            }

            return remover;
        }
        finally
        {
            _self.Leave();
        }
    }

    private void RemoveLeasesOf(Guid dead, string[] known, string removal)
    {
        try
        {
            // The last first, as others take keys from the first on: whoever gets one finds none of the dead holder's behind it.
            foreach (var file in Files(_folder).Union(known).OrderDescending(StringComparer.Ordinal))
            {
                if (LeaseFile.TryRead(file) is { } lease && Parse(lease)?.Holder == dead)
                {
                    FileErrors.TryRemove(file);
                }
            }

            FileErrors.TryRemove(LeaseHolder.PathOf(_holders, dead));
        }
        finally
        {
            FileErrors.TryRemove(removal);
        }
    }

    private ProcessIdentity? IdentityOf(Guid holder) =>
        LeaseFile.TryRead(LeaseHolder.PathOf(_holders, holder)) is { } content ? LeaseHolder.Parse(content) : null;

    private string ContentOf(Guid holder, string? title) => LeaseFile.ToText(new Lease(holder, _clock.GetUtcNow(), title));

    private static Lease? Parse(string content) =>
        LeaseFile.Parse<Lease>(content) is { } lease && lease.Title?.Any(char.IsControl) is not true ? lease : null;

    private static string[] Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder) : [];

    /// <summary>The leases of a lock; not for several threads at once.</summary>
    private sealed class HeldLock(LeaseHolder self) : IDisposable
    {
        private readonly List<(string Path, string Content)> _leases = [];
        private bool _isReleased;

        public void Add(string path, string content) => _leases.Add((path, content));

        public void Dispose()
        {
            if (_isReleased)
            {
                return;
            }

            _isReleased = true;
            foreach (var (path, content) in _leases)
            {
                // One that was taken for dead may find another holder's lease here.
                LeaseFile.TryRemove(path, content);
            }

            // In this order: a lease without a living holder is free.
            self.Leave();
        }
    }
}
