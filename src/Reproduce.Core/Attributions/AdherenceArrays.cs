using System.Collections.Immutable;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attributions;

/// <summary>An outcome as arrays of the store, and back.</summary>
internal static class AdherenceArrays
{
    /// <summary>The artifact of an outcome.</summary>
    public static Artifact ToArtifact(AdherenceOutcome outcome) => new(
        outcome.Key,
        [
            .. outcome.Methods.OrderBy(item => item.Key, StringComparer.Ordinal).SelectMany(item => (NamedArray[])
            [
                Of($"{item.Key}/cosine", item.Value.Select(image => image.Cosine)),
                Of($"{item.Key}/norm", item.Value.Select(image => image.Norm)),
                Of($"{item.Key}/reference_norm", item.Value.Select(image => image.ReferenceNorm)),
            ]),
        ],
        EpochLosses: [],
        outcome.Provenance);

    /// <summary>The outcome in an artifact.</summary>
    /// <exception cref="KeyNotFoundException">The artifact lacks an array.</exception>
    public static AdherenceOutcome FromArtifact(AdherencePair pair, IEnumerable<string> methods, Artifact artifact) => new(
        pair, methods.ToImmutableDictionary(name => name, name => ImagesOf(artifact, name)), artifact.Key, artifact.Provenance);

    private static ImmutableArray<ImageAdherence> ImagesOf(Artifact artifact, string method)
    {
        var cosines = artifact[$"{method}/cosine"].Values.ToArray();
        var norms = artifact[$"{method}/norm"].Values.ToArray();
        var references = artifact[$"{method}/reference_norm"].Values.ToArray();
        return [.. cosines.Select((cosine, i) => new ImageAdherence(cosine, norms[i], references[i]))];
    }

    private static NamedArray Of(string name, IEnumerable<double> values)
    {
        var array = values.Select(value => (float)value).ToArray();
        return new NamedArray(name, [array.Length], array);
    }
}
