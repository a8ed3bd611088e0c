using System.Collections.Immutable;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attributions;

/// <summary>An outcome written as arrays of the store, and read from them.</summary>
internal static class AdherenceArrays
{
    /// <summary>The artifact of an outcome.</summary>
    public static Artifact ToArtifact(AdherenceOutcome outcome) => Measurement.ToArtifact(
        outcome.Key,
        outcome.Provenance,
        outcome.Methods.OrderBy(item => item.Key.Name, StringComparer.Ordinal).SelectMany(item => new[]
        {
            ($"{item.Key.Name}/cosine", item.Value.Select(image => image.Cosine)),
            ($"{item.Key.Name}/norm", item.Value.Select(image => image.Norm)),
            ($"{item.Key.Name}/reference_norm", item.Value.Select(image => image.ReferenceNorm)),
        }));

    /// <summary>The outcome in an artifact.</summary>
    /// <exception cref="KeyNotFoundException">The artifact lacks an array.</exception>
    public static AdherenceOutcome FromArtifact(
        AdherencePair pair, IEnumerable<IAttribution<IConvolutionalNetwork>> methods, Artifact artifact) => new(
        pair,
        methods.ToImmutableDictionary(method => method, method => ImagesOf(artifact, method.Name)),
        artifact.Key,
        artifact.Provenance);

    private static ImmutableArray<ImageAdherence> ImagesOf(Artifact artifact, string method)
    {
        var norms = Measurement.Numbers(artifact, $"{method}/norm");
        var references = Measurement.Numbers(artifact, $"{method}/reference_norm");
        return
        [
            .. Measurement.Numbers(artifact, $"{method}/cosine")
                .Select((cosine, i) => new ImageAdherence(cosine, norms[i], references[i])),
        ];
    }
}
