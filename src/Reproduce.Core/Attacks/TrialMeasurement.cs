using System.Collections.Immutable;
using System.Diagnostics;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Attacks;

/// <summary>Tries attacks on models, or fetches from the store what they did.</summary>
/// <param name="store">The store.</param>
/// <param name="dataSet">The data set that is attacked, in the words of a progress line, such as <c>CIFAR-10</c>.</param>
/// <param name="test">The images that are attacked.</param>
/// <param name="trials">The attacks, each with a name of its own.</param>
/// <param name="backend">Computes the models' logits and gradients.</param>
/// <param name="origin">What the provenance of new outcomes says of this process and machine.</param>
/// <param name="progress">Receives a line now and then.</param>
public sealed class TrialMeasurement(
    ArtifactStore store,
    string dataSet,
    ImageSet test,
    ImmutableArray<AttackTrial> trials,
    IBackend backend,
    TrainingOrigin origin,
    IProgress<TrainingProgress> progress)
{
    /// <summary>The value of the part <c>measurement</c> in the key of every outcome.</summary>
    public const string KeyName = "attack-trials";

    private readonly ImmutableArray<AttackTrial> _trials = trials.DistinctBy(trial => trial.Name).Count() == trials.Length
        ? trials
        : throw new ArgumentException("Every trial has a name of its own, but two have one name.", nameof(trials));

    private readonly ImageBatching _batches = BatchingOf(backend.BatchingOf(test.Shape, origin.Threads), test.Count);

    /// <summary>The outcomes of models, in their order.</summary>
    /// <param name="subjects">The models, with substitutes where a trial is transferred.</param>
    /// <param name="cancellation">Stops the attacks; finished outcomes are kept.</param>
    /// <exception cref="ArgumentException">A model has no substitute, and a trial is transferred.</exception>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    public IReadOnlyList<TrialOutcome> Get(IReadOnlyList<TrialSubject> subjects, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        if (_trials.Any(trial => trial.IsTransferred) && subjects.FirstOrDefault(one => one.Substitute is null) is { } alone)
        {
            throw new ArgumentException($"A trial is transferred, but {alone.Model.Id} has no substitute.", nameof(subjects));
        }

        return store.GetOrMeasure(
            subjects,
            KeyOf,
            missing => Measure(missing, cancellation),
            (one, artifact) => FromArtifact(one, artifact),
            cancellation);
    }

    /// <summary>Attacks models, without looking into the store.</summary>
    /// <param name="missing">The models, each with the key of its outcome.</param>
    /// <param name="cancellation">Stops the attacks.</param>
    internal IEnumerable<Artifact> Measure(
        IReadOnlyList<(ArtifactKey Key, TrialSubject Subject)> missing, CancellationToken cancellation)
    {
        var reports = new NetworkProgress(
            $"Trying attacks on {dataSet}", [.. missing.Select(item => item.Subject.Model.Network)], origin.Clock, progress);
        var images = test.ToUnitRange();
        foreach (var (key, one) in missing)
        {
            var artifact = Measure(key, one, images, cancellation);
            reports.Finish(one.Model.Network);
            yield return artifact;
        }
    }

    /// <summary>A batch for each thread, in whole vectors of images, as far as memory allows: there are few images.</summary>
    private static ImageBatching BatchingOf(ImageBatching largest, int images) => largest with
    {
        Attacked = Math.Min(WholeVectors((images + largest.AtOnce - 1) / largest.AtOnce), largest.Attacked),
    };

    private static int WholeVectors(int images) => (images + FeatureMap.Lanes - 1) / FeatureMap.Lanes * FeatureMap.Lanes;

    private static double Distance(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            var difference = (double)one[i] - other[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    private Artifact Measure(ArtifactKey key, TrialSubject one, float[] images, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var opened = backend.Open(one.Model.Network);
        using var openedSubstitute = one.Substitute is null ? null : backend.Open(one.Substitute.Network);
        var network = new PixelNetwork(opened);
        var substitute = openedSubstitute is null ? null : new PixelNetwork(openedSubstitute);
        var labels = test.Labels.ToArray();
        var outcomes = new Dictionary<AttackTrial, TriedImages>();
        foreach (var trial in _trials)
        {
            // At temperature 1 the strong version is the weak one, bit for bit.
            var weak = one.Model.Id.Recipe.TrainTemperature == 1 ? outcomes.Keys.FirstOrDefault(trial.IsStrongVersionOf) : null;
            outcomes.Add(trial, weak is null ? Tried(trial) : outcomes[weak]);
        }

        return Measurement.ToArtifact(
            key,
            origin.ProvenanceOf(origin.Threads, Stopwatch.GetElapsedTime(started)),
            _trials.SelectMany<AttackTrial, (string, IEnumerable<double>)>(trial =>
            [
                .. AttackOutcomeArrays.Of(trial.Name, outcomes[trial].Prediction),
                ($"{trial.Name}/distance", outcomes[trial].Distances),
            ]));

        TriedImages Tried(AttackTrial trial)
        {
            IDifferentiableNetwork seen = trial.IsTransferred ? substitute! : network;
            var target = trial.IsStrong ? new LogitScaling(seen, (float)one.Model.Id.Recipe.TrainTemperature) : seen;
            var attacked = AttackRunner.Run(trial.Attack, target, images, labels, _batches.Attacked, _batches.AtOnce, cancellation);
            return OutcomeOf(network, images, attacked, cancellation);
        }
    }

    private TriedImages OutcomeOf(PixelNetwork network, float[] images, float[] attacked, CancellationToken cancellation)
    {
        var logits = Predictions.Logits(network, attacked, _batches.Attacked, _batches.AtOnce, cancellation);
        var size = network.Input.Size;
        return new TriedImages(
            AttackOutcome.Of(logits, test.Labels),
            [.. Enumerable.Range(0, test.Count).Select(i =>
                Distance(attacked.AsSpan(i * size, size), images.AsSpan(i * size, size)))]);
    }

    private TrialOutcome FromArtifact(TrialSubject one, Artifact artifact) => new(
        one.Model.Id,
        _trials.ToImmutableDictionary(
            trial => trial.Name,
            trial => new TriedImages(
                AttackOutcomeArrays.Read(artifact, trial.Name),
                [.. Measurement.Numbers(artifact, $"{trial.Name}/distance")])),
        artifact.Key,
        artifact.Provenance);

    private ArtifactKey KeyOf(TrialSubject one) => ArtifactKey.FromParts(new Dictionary<string, string>(backend.KeyParts)
    {
        [KeyPart.Measurement] = KeyName,
        [KeyPart.Model] = one.Model.Key.Hash,
        ["substitute"] = _trials.Any(trial => trial.IsTransferred) ? one.Substitute!.Key.Hash : "none",
        ["test"] = test.Fingerprint,
        ["trials"] = string.Join("; ", _trials.Select(trial => trial.Description)),
        [Behaviour.AttackPart] = origin.Behaviour.Attacks.Value,
        [Behaviour.TrialPart] = origin.Behaviour.Trials.Value,
    });
}
