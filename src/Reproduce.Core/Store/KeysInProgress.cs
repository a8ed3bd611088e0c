namespace Reproduce.Core.Store;

/// <summary>
/// The keys whose artifacts this process is making while others make the rest of a request. Each key is locked right before its artifact
/// is made, so that no artifact that still waits for its turn is withheld from other processes.
/// </summary>
/// <param name="locks">The locks of all processes.</param>
/// <param name="titleOf">Says in a few words what a key's artifact is, or gives null.</param>
/// <param name="isStored">Whether a sound artifact of a key is there; called with the key locked, one call at a time.</param>
internal sealed class KeysInProgress(KeyLocks locks, Func<ArtifactKey, string?> titleOf, Func<ArtifactKey, bool> isStored) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<ArtifactKey> _tried = [];
    private readonly Dictionary<ArtifactKey, IDisposable> _begun = [];

    /// <summary>
    /// Whether this process is to make the artifact of a key: it is not stored, and nobody else makes it. May be called by any thread.
    /// </summary>
    public bool TryBegin(ArtifactKey key)
    {
        lock (_gate)
        {
            _tried.Add(key);
            if (locks.TryTake([key], titleOf, out _) is not { } keyLock)
            {
                return false;
            }

            var isBegun = false;
            try
            {
                // Another process may have stored it between the request and the lock.
                isBegun = !isStored(key);
            }
            finally
            {
                if (!isBegun)
                {
                    keyLock.Dispose();
                }
            }

            if (isBegun)
            {
                _begun.Add(key, keyLock);
            }

            return isBegun;
        }
    }

    /// <summary>Whether the artifact of a key was begun and is not finished.</summary>
    public bool IsBegun(ArtifactKey key)
    {
        lock (_gate)
        {
            return _begun.ContainsKey(key);
        }
    }

    /// <summary>Unlocks a key whose artifact was begun and is stored now.</summary>
    public void Finish(ArtifactKey key)
    {
        lock (_gate)
        {
            _begun.Remove(key, out var keyLock);
            keyLock?.Dispose();
        }
    }

    /// <summary>Checks at the end that no key was left out.</summary>
    /// <param name="keys">The keys whose artifacts were to be made here or by others.</param>
    /// <exception cref="InvalidOperationException">An artifact was begun and not finished, or never tried to begin.</exception>
    public void RequireComplete(IEnumerable<ArtifactKey> keys)
    {
        lock (_gate)
        {
            if (_begun.Keys.FirstOrDefault() is { } unfinished)
            {
                throw new InvalidOperationException($"The artifact {unfinished} was begun but not made.");
            }

            if (keys.FirstOrDefault(key => !_tried.Contains(key)) is { } forgotten)
            {
                throw new InvalidOperationException($"The artifact {forgotten} is missing, but tryBegin was not called with its key.");
            }
        }
    }

    /// <summary>Unlocks the keys of unfinished artifacts.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var keyLock in _begun.Values)
            {
                keyLock.Dispose();
            }

            _begun.Clear();
        }
    }
}
