using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Reproduce.Core.Store;

namespace Reproduce.Core.Probes;

/// <summary>The hash of the bits that a probe computes, in the order in which they are added.</summary>
internal sealed class ProbeHash : IDisposable
{
    /// <summary>The key of what a probe makes: it is never stored.</summary>
    public static ArtifactKey KeyOfNothing { get; } = ArtifactKey.FromParts([new("probe", "nothing is stored")]);

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

    /// <summary>Adds all numbers of measured artifacts.</summary>
    /// <param name="artifacts">The artifacts.</param>
    public void Add(IEnumerable<Artifact> artifacts)
    {
        foreach (var array in artifacts.SelectMany(artifact => artifact.Weights))
        {
            Add(array.Values.Span);
        }
    }

    /// <summary>SHA-256 of everything that was added, in lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>A store that a measurement needs and a probe doesn't use: its folder is neither read nor written.</summary>
    public static ArtifactStore NoStore() => new("probe", _ => { }, TimeProvider.System);

    /// <summary>This process on one thread.</summary>
    public static TrainingOrigin Origin() => TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System) with { Threads = 1 };

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
