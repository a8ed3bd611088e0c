namespace Reproduce.Core.Store;

/// <summary>
/// Tells which holders of keys have died. One of this machine is dead when its process is; one of another machine when its file has not
/// changed for 90 seconds, measured by this process alone, as no two machines' clocks agree.
/// </summary>
/// <param name="folder">Folder of the holders' files.</param>
/// <param name="process">This process.</param>
/// <param name="clock">Measures the 90 seconds.</param>
internal sealed class HolderWatch(string folder, ProcessIdentity process, TimeProvider clock)
{
    /// <summary>The time without a sign of life after which a holder is taken for dead: it has missed eight.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Content, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Who a holder is.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The living holder, or null if it is dead.</returns>
    /// <exception cref="IOException">Its file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Its file must not be read.</exception>
    public KeyHolder? Find(Guid id)
    {
        var path = LeaseHolder.PathOf(folder, id);
        if (LeaseFile.TryRead(path) is not { } content)
        {
            return null;
        }

        var holder = LeaseHolder.Parse(content);
        return (holder is not null && process.SeesEndOf(holder)) || IsStale(path, content)
            ? null
            : new KeyHolder(holder, holder is not null && holder.Machine == process.Machine);
    }

    /// <summary>Whether a file has had the same content for 90 seconds since it was first looked at.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it holds now.</param>
    public bool IsStale(string path, string content)
    {
        lock (_gate)
        {
            if (_seen.TryGetValue(path, out var last) && last.Content == content)
            {
                return clock.GetElapsedTime(last.Since) >= Patience;
            }

            _seen[path] = (content, clock.GetTimestamp());
            return false;
        }
    }

    /// <summary>Forgets the files that are gone.</summary>
    public void ForgetMissing()
    {
        lock (_gate)
        {
            foreach (var path in _seen.Keys.Where(path => !File.Exists(path)).ToList())
            {
                _seen.Remove(path);
            }
        }
    }
}
