using System.Collections.Immutable;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Attributions;

/// <summary>Compares the attributions of pairs of networks, or fetches from the store how they compare.</summary>
/// <param name="store">The store.</param>
/// <param name="subject">What the networks are of, such as a data set's name, for progress.</param>
/// <param name="images">The images that are explained, each by its true class's logit.</param>
/// <param name="backend">Computes the networks' logits and gradients.</param>
/// <param name="origin">What the provenance of new outcomes says of this process and machine.</param>
/// <param name="progress">Receives a line now and then.</param>
public sealed class AdherenceMeasurement(
    ArtifactStore store, string subject, ImageSet images, IBackend backend, TrainingOrigin origin, IProgress<TrainingProgress> progress)
{
    /// <summary>The value of the part <c>measurement</c> in the key of every outcome.</summary>
    public const string KeyName = "adherence";

    private readonly ImageBatching _batches = backend.BatchingOf(images.Shape, origin.Threads);
    private readonly ImmutableArray<IAttribution<IConvolutionalNetwork>> _methods = AttributionSuite.Paper;

    /// <summary>The outcomes of pairs, in their order.</summary>
    /// <param name="pairs">
    /// The pairs. Those that share a network are best next to each other: its attributions are kept until no later pair needs them.
    /// </param>
    /// <param name="cancellation">Stops the measurement; finished outcomes are kept.</param>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    /// <exception cref="ArgumentException">An attribution is not finite.</exception>
    public IReadOnlyList<AdherenceOutcome> Get(IReadOnlyList<AdherencePair> pairs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return store.GetOrMeasure(
            pairs,
            KeyOf,
            missing => Measure(missing, cancellation),
            (pair, artifact) => AdherenceArrays.FromArtifact(pair, _methods, artifact),
            cancellation);
    }

    /// <summary>Compares pairs, without looking into the store.</summary>
    /// <param name="missing">The pairs, each with the key of its outcome.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    internal IEnumerable<Artifact> Measure(IReadOnlyList<(ArtifactKey Key, AdherencePair Pair)> missing, CancellationToken cancellation)
    {
        var normalized = images.ToUnitRange();
        Normalization.Normalize(normalized, normalized);
        AttributedNetwork[] uses = [.. missing.SelectMany(item => new[] { item.Pair.Model, item.Pair.Reference })];
        var left = uses.CountBy(network => network.Fingerprint).ToDictionary();
        var held = new Dictionary<string, ImmutableArray<float[]>>();
        var reports = new NetworkProgress(
            $"Explaining {subject}",
            [.. uses.DistinctBy(network => network.Fingerprint).Select(network => network.Network)],
            origin.Clock,
            progress);
        foreach (var (key, pair) in missing)
        {
            var pairStarted = origin.Clock.GetTimestamp();
            var (model, reference) = (AttributionsOf(pair.Model), AttributionsOf(pair.Reference));
            yield return AdherenceArrays.ToArtifact(new AdherenceOutcome(
                pair,
                _methods.Select((method, i) => (method, Images: ImageAdherence.Compare(model[i], reference[i], images.Count)))
                    .ToImmutableDictionary(item => item.method, item => item.Images),
                key,
                origin.ProvenanceOf(origin.Threads, origin.Clock.GetElapsedTime(pairStarted))));
            Release(pair.Model);
            Release(pair.Reference);
        }

        ImmutableArray<float[]> AttributionsOf(AttributedNetwork network)
        {
            if (!held.TryGetValue(network.Fingerprint, out var attributions))
            {
                held[network.Fingerprint] = attributions = Explain(network.Network, normalized, cancellation);
                reports.Finish(network.Network);
            }

            return attributions;
        }

        void Release(AttributedNetwork network)
        {
            if (--left[network.Fingerprint] == 0)
            {
                held.Remove(network.Fingerprint);
            }
        }
    }

    private ImmutableArray<float[]> Explain(ImageNetwork network, float[] normalized, CancellationToken cancellation)
    {
        using var opened = backend.Open(network);
        var labels = images.Labels.ToArray();
        return
        [
            .. _methods.Select(method => AttributionRunner.Run(
                method, opened, normalized, labels, _batches.Explained, _batches.AtOnce, cancellation)),
        ];
    }

    private ArtifactKey KeyOf(AdherencePair pair) => ArtifactKey.FromParts(new Dictionary<string, string>(backend.KeyParts)
    {
        [KeyPart.Measurement] = KeyName,
        [KeyPart.Model] = pair.Model.Fingerprint,
        [KeyPart.Reference] = pair.Reference.Fingerprint,
        ["images"] = images.Fingerprint,
        ["methods"] = string.Join("; ", _methods.Select(method => method.Description)),
        [Behaviour.AttributionPart] = origin.Behaviour.Attributions.Value,
    });
}
