using System.Collections.Immutable;
using System.Diagnostics;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Attacks;

/// <summary>Attacks models on logits of many scales, or fetches from the store what the attacks did to them.</summary>
/// <param name="store">The store.</param>
/// <param name="experiment">The experiment.</param>
/// <param name="test">The images that are attacked.</param>
/// <param name="backend">Computes the models' logits and gradients.</param>
/// <param name="origin">What the provenance of new outcomes says of this process and machine.</param>
/// <param name="progress">Receives a line now and then.</param>
public sealed class MaskingMeasurement(
    ArtifactStore store,
    ImageExperiment experiment,
    ImageSet test,
    IBackend backend,
    TrainingOrigin origin,
    IProgress<TrainingProgress> progress)
{
    /// <summary>The value of the part <c>measurement</c> in the key of every outcome.</summary>
    public const string KeyName = "masking";

    private readonly ImageBatching _batches = backend.BatchingOf(test.Shape, origin.Threads);

    /// <summary>The outcomes of trained models, in their order.</summary>
    /// <param name="models">The models.</param>
    /// <param name="attacks">The attacks, such as <see cref="ScaledAttackSuite.Of"/>, each once.</param>
    /// <param name="cancellation">Stops the attacks; finished outcomes are kept.</param>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    public IReadOnlyList<MaskingOutcome> Get(
        IReadOnlyList<StoredModel<ImageNetwork>> models, ImmutableArray<ScaledAttack> attacks, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        return store.GetOrMeasure(
            models,
            model => KeyOf(model, attacks),
            missing => Measure(missing, attacks, cancellation),
            (model, artifact) => MaskingArrays.FromArtifact(model.Id, attacks, artifact),
            cancellation);
    }

    /// <summary>Attacks models, without looking into the store.</summary>
    /// <param name="missing">The models, each with the key of its outcome.</param>
    /// <param name="attacks">The attacks.</param>
    /// <param name="cancellation">Stops the attacks.</param>
    internal IEnumerable<Artifact> Measure(
        IReadOnlyList<(ArtifactKey Key, StoredModel<ImageNetwork> Model)> missing,
        ImmutableArray<ScaledAttack> attacks,
        CancellationToken cancellation)
    {
        var reports = new NetworkProgress(
            $"Attacking {experiment.DataSet} on scaled logits", [.. missing.Select(item => item.Model.Network)], origin.Clock, progress);
        var images = test.ToUnitRange();
        foreach (var (key, model) in missing)
        {
            var outcome = Measure(key, model, attacks, images, cancellation);
            reports.Finish(model.Network);
            yield return MaskingArrays.ToArtifact(outcome);
        }
    }

    private MaskingOutcome Measure(
        ArtifactKey key,
        StoredModel<ImageNetwork> model,
        ImmutableArray<ScaledAttack> attacks,
        float[] images,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var opened = backend.Open(model.Network);
        var network = new PixelNetwork(opened);
        var labels = test.Labels.ToArray();
        var ranks = new ImmutableArray<int>[attacks.Length];
        // There are more attacks than batches of images: an attack a thread keeps all threads busy.
        ImageBatches.ForEach(
            attacks.Length,
            batchSize: 1,
            _batches.AtOnce,
            (index, _) => ranks[index] = RanksUnder(attacks[index], network, images, labels, cancellation),
            cancellation);
        var masking = ZeroGradients.Measure(network, images, labels, _batches.Attacked, _batches.AtOnce, cancellation);
        return new MaskingOutcome(
            model.Id,
            attacks.Zip(ranks).ToImmutableDictionary(pair => pair.First, pair => pair.Second),
            [.. masking.Select(image => image.Vanishes)],
            [.. masking.Select(image => image.ZeroShare)],
            SignChanges.Measure(network, images, labels, _batches.Attacked, _batches.AtOnce, cancellation),
            key,
            origin.ProvenanceOf(origin.Threads, Stopwatch.GetElapsedTime(started)));
    }

    /// <summary>The network itself judges what an attack on its scaled logits has made.</summary>
    private ImmutableArray<int> RanksUnder(
        ScaledAttack attack, PixelNetwork network, float[] images, int[] labels, CancellationToken cancellation)
    {
        var attacked = AttackRunner.Run(
            ScaledAttackSuite.AttackOf(experiment, attack),
            new LogitScaling(network, attack.Temperature),
            images,
            labels,
            _batches.Attacked,
            threads: 1,
            cancellation);
        var logits = Predictions.Logits(network, attacked, _batches.Attacked, threads: 1, cancellation);
        return [.. Predictions.Ranks(logits, labels)];
    }

    private ArtifactKey KeyOf(StoredModel<ImageNetwork> model, ImmutableArray<ScaledAttack> attacks) =>
        ArtifactKey.FromParts(new Dictionary<string, string>(backend.KeyParts)
        {
            [KeyPart.Measurement] = KeyName,
            [KeyPart.Model] = model.Key.Hash,
            ["test"] = test.Fingerprint,
            ["attacks"] = string.Join(
                "; ", attacks.Select(attack => $"{attack.Title}: {ScaledAttackSuite.AttackOf(experiment, attack).Description}")),
            [Behaviour.AttackPart] = origin.Behaviour.Attacks.Value,
        });
}
