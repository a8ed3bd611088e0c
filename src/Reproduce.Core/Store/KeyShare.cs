namespace Reproduce.Core.Store;

/// <summary>
/// What this process makes of a request while others make the rest: each key is claimed by itself, right before its artifact is made, so
/// that nothing is claimed that waits for its turn.
/// </summary>
/// <param name="claims">Says which process is making what.</param>
/// <param name="isStored">Whether a sound artifact of a key is there; called with the key claimed, one call at a time.</param>
/// <param name="cancellation">Ends the waiting for others who are claiming at the same moment.</param>
internal sealed class KeyShare(KeyClaims claims, Func<ArtifactKey, bool> isStored, CancellationToken cancellation) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<ArtifactKey> _asked = [];
    private readonly Dictionary<ArtifactKey, IDisposable> _begun = [];

    /// <summary>
    /// Whether this process is to make the artifact of a key: nobody else does, and it is not there. May be called by any thread.
    /// </summary>
    public bool TryBegin(ArtifactKey key)
    {
        lock (_gate)
        {
            _asked.Add(key);
            if (claims.TryTake([key], out _, cancellation) is not { } claim)
            {
                return false;
            }

            // Another process may have finished it between the request and the claim.
            if (isStored(key))
            {
                claim.Dispose();
                return false;
            }

            _begun.Add(key, claim);
            return true;
        }
    }

    /// <summary>Whether a key was begun and is not finished.</summary>
    public bool IsBegun(ArtifactKey key)
    {
        lock (_gate)
        {
            return _begun.ContainsKey(key);
        }
    }

    /// <summary>Gives a key back that was begun and whose artifact is stored.</summary>
    public void Finish(ArtifactKey key)
    {
        lock (_gate)
        {
            _begun.Remove(key, out var claim);
            claim?.Dispose();
        }
    }

    /// <summary>Checks, at the end, that whoever makes the artifacts has left nothing out.</summary>
    /// <param name="keys">What was to be made here or by others.</param>
    /// <exception cref="InvalidOperationException">A key was not asked about, or begun and not finished.</exception>
    public void RequireComplete(IEnumerable<ArtifactKey> keys)
    {
        lock (_gate)
        {
            if (_begun.Keys.FirstOrDefault() is { } unfinished)
            {
                throw new InvalidOperationException($"An artifact was begun and not made: {unfinished}.");
            }

            if (keys.FirstOrDefault(key => !_asked.Contains(key)) is { } forgotten)
            {
                throw new InvalidOperationException($"An artifact is missing, and nobody asked whether to make it: {forgotten}.");
            }
        }
    }

    /// <summary>Gives back what is not finished.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var claim in _begun.Values)
            {
                claim.Dispose();
            }

            _begun.Clear();
        }
    }
}
