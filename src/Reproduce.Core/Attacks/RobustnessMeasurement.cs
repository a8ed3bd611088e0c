using System.Collections.Immutable;
using System.Diagnostics;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Attacks;

/// <summary>Attacks the models of an experiment, or fetches from the store what attacks did to them.</summary>
/// <param name="store">The store.</param>
/// <param name="experiment">The experiment.</param>
/// <param name="train">The training images, which soft labels are made for.</param>
/// <param name="test">The images that are attacked.</param>
/// <param name="backend">Computes the models' logits and gradients.</param>
/// <param name="origin">What the provenance of new outcomes says of this process and machine.</param>
/// <param name="progress">Receives a line now and then.</param>
public sealed class RobustnessMeasurement(
    ArtifactStore store,
    ImageExperiment experiment,
    ImageSet train,
    ImageSet test,
    IBackend backend,
    TrainingOrigin origin,
    IProgress<TrainingProgress> progress)
{
    /// <summary>The value of the part <c>measurement</c> in the key of every outcome.</summary>
    public const string KeyName = "robustness";

    private readonly ImmutableArray<AttackVariant> _attacks = AttackSuite.Of(experiment);
    private readonly ImageBatching _batches = backend.BatchingOf(test.Shape, origin.Threads);

    /// <summary>The outcomes of trained models, in their order.</summary>
    /// <param name="models">The models.</param>
    /// <param name="cancellation">Stops the attacks; finished outcomes are kept.</param>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    public IReadOnlyList<RobustnessOutcome> Get(IReadOnlyList<StoredModel<ImageNetwork>> models, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        return store.GetOrMeasure(
            models,
            model => KeyOf(model.Key),
            missing => Measure(missing, cancellation),
            (model, artifact) => RobustnessArrays.FromArtifact(model.Id, experiment, artifact),
            cancellation);
    }

    /// <summary>The key under which the outcome of a model is stored, whether it is there or not.</summary>
    /// <param name="model">The model's key.</param>
    public ArtifactKey KeyOf(ArtifactKey model) => ArtifactKey.FromParts(new Dictionary<string, string>(backend.KeyParts)
    {
        [KeyPart.Measurement] = KeyName,
        [KeyPart.Model] = model.Hash,
        ["test"] = test.Fingerprint,
        [KeyPart.Train] = train.Fingerprint,
        ["attacks"] = string.Join(
            "; ", _attacks.Select(attack => $"{attack.Title}: {AttackSuite.AttackOf(experiment, attack).Description}")),
        [Behaviour.AttackPart] = origin.Behaviour.Attacks.Value,
    });

    /// <summary>What the store has of a model's outcome, without attacking it; null where it has none.</summary>
    /// <param name="id">Which model.</param>
    /// <param name="model">The model's key.</param>
    /// <exception cref="ArtifactStoreException">A file is there but cannot be read, or is no outcome.</exception>
    public RobustnessOutcome? Find(ModelId id, ArtifactKey model) => store.TryRead(KeyOf(model)) is { } artifact
        ? store.Decode(artifact, stored => RobustnessArrays.FromArtifact(id, experiment, stored))
        : null;

    /// <summary>Attacks models, without looking into the store.</summary>
    /// <param name="missing">The models, each with the key of its outcome.</param>
    /// <param name="cancellation">Stops the attacks.</param>
    internal IEnumerable<Artifact> Measure(
        IReadOnlyList<(ArtifactKey Key, StoredModel<ImageNetwork> Model)> missing, CancellationToken cancellation)
    {
        var reports = new NetworkProgress(
            $"Attacking {experiment.DataSet}", [.. missing.Select(item => item.Model.Network)], origin.Clock, progress);
        var images = test.ToUnitRange();
        foreach (var (key, model) in missing)
        {
            var outcome = Measure(key, model, images, cancellation);
            reports.Finish(model.Network);
            yield return RobustnessArrays.ToArtifact(outcome);
        }
    }

    private RobustnessOutcome Measure(ArtifactKey key, StoredModel<ImageNetwork> model, float[] images, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var opened = backend.Open(model.Network);
        var network = new PixelNetwork(opened);
        var strong = new LogitScaling(network, (float)model.Id.Recipe.TrainTemperature);
        var labels = test.Labels.ToArray();
        var outcomes = new Dictionary<AttackVariant, AttackOutcome>();
        foreach (var attack in _attacks)
        {
            // At temperature 1 the strong version is the weak one, bit for bit.
            outcomes[attack] = attack.IsStrong && strong.Temperature == 1 ? outcomes[attack.Weak] : Attacked(attack);
        }

        TellWhereControlHasNoGradient(model.Id, network, images, outcomes[AttackSuite.Clean], cancellation);
        var masking = ZeroGradients.Measure(network, images, labels, _batches.Attacked, _batches.AtOnce, cancellation);
        var strongMasking = ZeroGradients.Measure(strong, images, labels, _batches.Attacked, _batches.AtOnce, cancellation);
        return new RobustnessOutcome(
            model.Id,
            outcomes.ToImmutableDictionary(),
            TrainingOutcomeOf(network, cancellation),
            [.. masking.Select(image => image.Vanishes)],
            [.. masking.Select(image => image.ZeroShare)],
            [.. strongMasking.Select(image => image.Vanishes)],
            SoftLabelEntropiesOf(model, opened),
            key,
            origin.ProvenanceOf(origin.Threads, Stopwatch.GetElapsedTime(started)));

        AttackOutcome Attacked(AttackVariant variant)
        {
            var target = variant.IsStrong ? strong : (IDifferentiableNetwork)network;
            var attacked = AttackRunner.Run(
                AttackSuite.AttackOf(experiment, variant), target, images, labels, _batches.Attacked, _batches.AtOnce, cancellation);
            return OutcomeOf(network, attacked, test.Labels, cancellation);
        }
    }

    /// <summary>An attack without a direction returns the image as it was, which looks like robustness.</summary>
    private void TellWhereControlHasNoGradient(
        ModelId id, IDifferentiableNetwork network, float[] images, AttackOutcome clean, CancellationToken cancellation)
    {
        var labels = test.Labels.ToArray();
        var gradients = ZeroGradients.MeasureRatio(network, images, labels, _batches.Attacked, _batches.AtOnce, cancellation);
        var without = Enumerable.Range(0, labels.Length).Count(i => clean.Classes[i] == labels[i] && gradients[i].Vanishes);
        if (without > 0)
        {
            store.Tell(
                $"{AttackSuite.Control.Title} against {id.Recipe.Model} (seed {id.Seed}): its loss has no gradient on {without} of "
                + $"{labels.Length} images. That they stay as they are does not show that the model is robust.");
        }
    }

    private AttackOutcome OutcomeOf(
        IDifferentiableNetwork network, float[] images, ImmutableArray<int> labels, CancellationToken cancellation) =>
        AttackOutcome.Of(Predictions.Logits(network, images, _batches.Attacked, _batches.AtOnce, cancellation), labels);

    private AttackOutcome TrainingOutcomeOf(IDifferentiableNetwork network, CancellationToken cancellation)
    {
        var sample = train.Take(test.Count);
        var images = sample.ToUnitRange();
        return OutcomeOf(network, images, sample.Labels, cancellation);
    }

    private ImmutableArray<double> SoftLabelEntropiesOf(StoredModel<ImageNetwork> model, IConvolutionalNetwork network)
    {
        if (model.Id.Recipe.Model.IsStudent)
        {
            return [];
        }

        var labels = LabelProbabilities.Soft(network, train.Take(test.Count), experiment.Temperature);
        return [.. labels.Chunk(train.ClassCount).Select(probabilities => LabelProbabilities.Entropy(probabilities))];
    }
}
