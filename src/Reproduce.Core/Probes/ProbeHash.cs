using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Reproduce.Core.Probes;

/// <summary>The hash of the bits that a probe computes, in the order in which they are added.</summary>
internal sealed class ProbeHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds numbers, bit by bit.</summary>
    /// <typeparam name="T">A number, or a structure of numbers without gaps.</typeparam>
    /// <param name="values">The numbers.</param>
    public void Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged => _hash.AppendData(MemoryMarshal.AsBytes(values));

    /// <summary>Adds losses of training, rounded to the digits that are the same on every processor.</summary>
    /// <param name="losses">The losses of the steps.</param>
    public void AddLosses(IEnumerable<double> losses) =>
        Add<double>([.. losses.Select(loss => Math.Round(loss, RuntimeFunctions.LossDigits))]);

    /// <summary>SHA-256 of everything that was added, in lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
