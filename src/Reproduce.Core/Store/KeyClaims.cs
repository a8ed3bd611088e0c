using System.Globalization;

namespace Reproduce.Core.Store;

/// <summary>
/// Says which process is making which artifacts, so that no two make the same one: a claim covers any number of keys, and claims
/// that share a key exclude each other, while all others run side by side.
/// </summary>
/// <remarks>
/// A claim is two files of a unique name: <c>.claim</c>, which its owner holds under the operating system's file lock, so that it
/// is given up when the owner ends, however it ends; and <c>.keys</c>, its keys, a hash a line. Who looks at the claims or adds one
/// holds the file <c>gate</c> for those few milliseconds. (One lock file a key would need thousands of open files; one a group
/// would let two overlapping groups train twice.)
/// </remarks>
internal sealed class KeyClaims(string folder)
{
    private const string ClaimExtension = ".claim";
    private const string KeysExtension = ".keys";

    private static readonly TimeSpan GatePollingInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Claims the keys if nobody else has a claim on any of them.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="holder">Process that has a claim on one of the keys, where the result is null.</param>
    /// <param name="cancellation">Ends the waiting for the gate.</param>
    /// <returns>The claim, given up by disposing it; or null.</returns>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public IDisposable? TryTake(IEnumerable<ArtifactKey> keys, out int holder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var hashes = keys.Select(key => key.Hash).ToHashSet(StringComparer.Ordinal);
        using var gate = EnterGate(cancellation);
        var holders = Holders();
        holder = hashes.Select(hash => holders.GetValueOrDefault(hash)).FirstOrDefault(process => process != 0);
        return holder == 0
            ? new Claim(Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():N}{ClaimExtension}"), hashes)
            : null;
    }

    /// <summary>Whether there is a key on which nobody has a claim. Nothing is claimed, so the next moment it may be taken.</summary>
    /// <param name="keys">The keys, at least one.</param>
    /// <param name="holder">Process that has a claim on one of the keys, where the result is false.</param>
    /// <param name="cancellation">Ends the waiting for the gate.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public bool IsAnyFree(IEnumerable<ArtifactKey> keys, out int holder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using var gate = EnterGate(cancellation);
        var holders = Holders();
        holder = 0;
        foreach (var key in keys)
        {
            if (!holders.TryGetValue(key.Hash, out holder))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The process that has a claim on a key, by the key's hash. The gate is held.</summary>
    private Dictionary<string, int> Holders()
    {
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + ClaimExtension).Where(IsHeld))
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

    /// <summary>Whether a claim's owner lives; removes the claim if not. Nobody can take it meanwhile, as the gate is held.</summary>
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
            // Its owner is giving it up at this moment.
            return [];
        }
    }

    private sealed class Claim : IDisposable
    {
        private readonly string _keys;
        private readonly FileStream _lock;

        public Claim(string path, IEnumerable<string> hashes)
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
            // In this order: keys without a claim would never be removed.
            FileErrors.TryRemove(_keys);
            _lock.Dispose();
        }
    }
}
