using System.Globalization;
using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// This process as a holder of keys. While it holds any, a file says who it is and, by a number that grows every ten seconds, that it
/// lives. Each time it begins to hold keys it gets a new id, so that no id that was taken for dead means somebody living.
/// </summary>
/// <remarks>
/// The file is written in place, each time the same number of bytes. One that others removed, as they took this process for dead while
/// it was suspended, is written again.
/// </remarks>
/// <param name="folder">Folder of the holders' files; created when it is needed.</param>
/// <param name="process">This process.</param>
/// <param name="clock">Says when to write.</param>
internal sealed class LeaseHolder(string folder, ProcessIdentity process, TimeProvider clock)
{
    /// <summary>The time between two signs of life.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Guid _id;
    private int _uses;
    private long _heartbeat;
    private ITimer? _timer;

    /// <summary>Begins to hold keys.</summary>
    /// <returns>The id to hold them under.</returns>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public Guid Enter()
    {
        lock (_gate)
        {
            if (_uses == 0)
            {
                Directory.CreateDirectory(folder);
                _id = Guid.NewGuid();
                WriteSign();
                _timer = clock.CreateTimer(_ => Beat(), state: null, Interval, Interval);
            }

            _uses++;
            return _id;
        }
    }

    /// <summary>Ends holding what was held since an <see cref="Enter"/>; the file vanishes with the last one.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_uses == 0)
            {
                _timer?.Dispose();
                FileErrors.TryRemove(PathOf(folder, _id));
            }
        }
    }

    /// <summary>The file of a holder.</summary>
    public static string PathOf(string folder, Guid id) => Path.Combine(folder, id.ToString("N"));

    /// <summary>Who the holder with a file of the given content is; null if the content is incomplete or damaged.</summary>
    public static ProcessIdentity? Parse(string content) =>
        LeaseFile.Parse<ProcessIdentity>(content.Split('\n')[0]) is { } holder && !holder.Host.Any(char.IsControl) ? holder : null;

    private void Beat()
    {
        lock (_gate)
        {
            if (_uses > 0)
            {
                // What fails now may succeed in ten seconds, and an exception on a timer's thread would end the process.
                FileErrors.TryDo(WriteSign);
            }
        }
    }

    private void WriteSign() => LeaseFile.Overwrite(
        PathOf(folder, _id), $"{LeaseFile.ToText(process)}\n{(_heartbeat++).ToString("D19", CultureInfo.InvariantCulture)}\n");
}
