using System.Globalization;
using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// Locks the keys of artifacts while a process makes them, so that no two processes make the same one. A lock covers any number of keys;
/// two locks never share a key.
/// </summary>
/// <remarks>
/// A lock is two files of a unique name: <c>.lock</c>, which its owner keeps open under the operating system's file lock, so that it
/// is released when the owner ends, however it ends; and <c>.keys</c>, its keys, a hash a line. Who reads the locks or adds one
/// holds the file <c>gate</c> for those few milliseconds. (One lock file a key would need thousands of open files; one a group
/// would let two overlapping groups train the same model twice.)
/// </remarks>
/// <param name="folder">Folder of the locks; created when the first one is taken.</param>
internal sealed class KeyLocks(string folder)
{
    private const string LockExtension = ".lock";
    private const string KeysExtension = ".keys";

    private static readonly TimeSpan GatePollingInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Locks the keys if nobody else has locked any of them.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="holder">Process that has locked one of the keys, where the result is null.</param>
    /// <param name="cancellation">Ends the waiting for the gate.</param>
    /// <returns>The lock, released by disposing it; or null.</returns>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public IDisposable? TryTake(IEnumerable<ArtifactKey> keys, out int holder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var hashes = keys.Select(key => key.Hash).ToHashSet(StringComparer.Ordinal);
        using var gate = EnterGate(cancellation);
        var holders = Holders();
        holder = hashes.Select(hash => holders.GetValueOrDefault(hash)).FirstOrDefault(process => process != 0);
        return holder == 0
            ? new HeldLock(Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():N}{LockExtension}"), hashes)
            : null;
    }

    /// <summary>Whether nobody has locked one of the keys. Nothing is locked here, so another process may lock it at any moment.</summary>
    /// <param name="keys">The keys, at least one.</param>
    /// <param name="holder">Process that has locked one of the keys, where the result is false.</param>
    /// <param name="cancellation">Ends the waiting for the gate.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public bool IsAnyFree(IEnumerable<ArtifactKey> keys, out int holder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using var gate = EnterGate(cancellation);
        var holders = Holders();
        var ofKeys = keys.Select(key => holders.GetValueOrDefault(key.Hash)).ToList();
        holder = ofKeys.Min();
        return holder == 0;
    }

    /// <summary>The process that has locked a key, by the key's hash. Called while the gate is held.</summary>
    private Dictionary<string, int> Holders()
    {
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + LockExtension).Where(IsHeld))
        {
            var name = Path.GetFileName(path);
            var holder = int.Parse(name.AsSpan(0, name.IndexOf('-')), CultureInfo.InvariantCulture);
            foreach (var hash in ReadKeys(path))
            {
                holders[hash] = holder;
            }
        }

        return holders;
    }

    private FileStream EnterGate(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new(Path.Combine(folder, "gate"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (FileErrors.IsInUse(e))
            {
                cancellation.WaitHandle.WaitOne(GatePollingInterval);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Whether a lock's owner is alive; removes the lock if not. Nobody can take it meanwhile, as the gate is held.</summary>
    private static bool IsHeld(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }
        }
        catch (Exception e) when (FileErrors.IsMissing(e))
        {
            return false;
        }
        catch (IOException e) when (FileErrors.IsInUse(e))
        {
            return true;
        }

        File.Delete(Path.ChangeExtension(path, KeysExtension));
        File.Delete(path);
        return false;
    }

    private static string[] ReadKeys(string path)
    {
        try
        {
            using var stream = new FileStream(
                Path.ChangeExtension(path, KeysExtension), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().Split('\n');
        }
        catch (Exception e) when (FileErrors.IsMissing(e))
        {
            // Its owner is releasing it at this moment.
            return [];
        }
    }

    private sealed class HeldLock : IDisposable
    {
        private readonly string _keys;
        private readonly FileStream _lock;

        public HeldLock(string path, IEnumerable<string> hashes)
        {
            _keys = Path.ChangeExtension(path, KeysExtension);
            _lock = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            try
            {
                File.WriteAllText(_keys, string.Join('\n', hashes));
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            // In this order: a file of keys without a lock would never be removed.
            FileErrors.TryRemove(_keys);
            _lock.Dispose();
        }
    }
}
