using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;

namespace Reproduce.Core.Store;

/// <summary>
/// The checkpoints of one training in the store: an artifact like a model, written whole or not at all and read under a checksum, whose key
/// is the model's with one more part.
/// </summary>
internal sealed class StoredCheckpoints : ICheckpoints
{
    /// <summary>The time between two checkpoints: what a cut costs at most. One of a Full network of the paper is written in some 50 ms.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private const string Part = "checkpoint";
    private const int HalfBits = 16;
    private const uint HalfMask = 0xffff;

    private readonly ArtifactStore _store;
    private readonly ArtifactKey _key;
    private readonly ModelId _model;
    private readonly TrainingOrigin _origin;
    private long _last;

    /// <summary>The checkpoints of a model; the time to the first one runs from now.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The model's key.</param>
    /// <param name="model">The model.</param>
    /// <param name="origin">Who trains it.</param>
    public StoredCheckpoints(ArtifactStore store, ArtifactKey key, ModelId model, TrainingOrigin origin)
    {
        (_store, _model, _origin) = (store, model, origin);
        _key = KeyOf(key);
        _last = origin.Clock.GetTimestamp();
    }

    /// <summary>The key under which the checkpoint of a model lies.</summary>
    public static ArtifactKey KeyOf(ArtifactKey model) => ArtifactKey.FromParts(model.Parts.Add(Part, "last"));

    /// <inheritdoc/>
    public TrainingCheckpoint? Load()
    {
        if (!_store.Contains(_key) || _store.TryRead(_key) is not { } artifact)
        {
            return null;
        }

        var checkpoint = ToCheckpoint(artifact);
        _store.Tell($"{_model.Recipe.Model} (seed {_model.Seed}) goes on from epoch {checkpoint.EpochsDone} of {_model.Recipe.Epochs}.");
        return checkpoint;
    }

    /// <inheritdoc/>
    public bool IsDue() => _origin.Clock.GetElapsedTime(_last) >= Interval;

    /// <inheritdoc/>
    public void Save(TrainingCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _store.Write(ToArtifact(checkpoint));
        _last = _origin.Clock.GetTimestamp();
        _store.Tell($"{_model.Recipe.Model} (seed {_model.Seed}): epoch {checkpoint.EpochsDone} of {_model.Recipe.Epochs}, loss {checkpoint.Losses.Epochs[^1]:0.0000}");
    }

    /// <summary>Removes the checkpoint of a model that is finished.</summary>
    public void Remove() => _store.Remove(_key);

    private Artifact ToArtifact(TrainingCheckpoint checkpoint)
    {
        var measurements = new Dictionary<string, double>
        {
            ["epochs_done"] = checkpoint.EpochsDone,
            ["beta1_power"] = checkpoint.Optimizer.Beta1Power,
            ["beta2_power"] = checkpoint.Optimizer.Beta2Power,
            ["elapsed_seconds"] = checkpoint.Elapsed.TotalSeconds,
            ["sample_order_next"] = checkpoint.SampleOrder.Next,
            ["dropout_next"] = checkpoint.Dropout.Next,
        };
        return new Artifact(
            _key,
            [
                Array("parameters", checkpoint.Parameters),
                Array("first_moments", checkpoint.Optimizer.FirstMoments),
                Array("second_moments", checkpoint.Optimizer.SecondMoments),
                // Whole numbers of 16 bits are the same number as floats.
                Array("order", Halves(checkpoint.Order.Select(sample => (uint)sample))),
                Array("sample_order", Halves(checkpoint.SampleOrder.Words)),
                Array("dropout", Halves(checkpoint.Dropout.Words)),
            ],
            checkpoint.Losses.Epochs,
            _origin.ProvenanceOf(threads: 1, checkpoint.Elapsed))
        {
            StepLosses = checkpoint.Losses.Steps,
            Measurements = measurements.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private static TrainingCheckpoint ToCheckpoint(Artifact artifact) => new(
        (int)artifact.Measurements["epochs_done"],
        Values(artifact, "parameters"),
        new AdamState(
            Values(artifact, "first_moments"),
            Values(artifact, "second_moments"),
            artifact.Measurements["beta1_power"],
            artifact.Measurements["beta2_power"]),
        [.. Whole(artifact, "order").Select(sample => (int)sample)],
        new MersenneTwisterState([.. Whole(artifact, "sample_order")], (int)artifact.Measurements["sample_order_next"], SavedNormal: null),
        new MersenneTwisterState([.. Whole(artifact, "dropout")], (int)artifact.Measurements["dropout_next"], SavedNormal: null),
        new LossHistory(artifact.StepLosses, artifact.EpochLosses),
        TimeSpan.FromSeconds(artifact.Measurements["elapsed_seconds"]));

    private static NamedArray Array(string name, ImmutableArray<float> values) => new(name, [values.Length], values.AsMemory());

    private static ImmutableArray<float> Values(Artifact artifact, string name) => [.. artifact[name].Values.Span];

    private static ImmutableArray<float> Halves(IEnumerable<uint> words) =>
        [.. words.SelectMany(word => new[] { (float)(word & HalfMask), word >> HalfBits })];

    private static IEnumerable<uint> Whole(Artifact artifact, string name) =>
        artifact[name].Values.ToArray().Chunk(2).Select(halves => (uint)halves[0] | ((uint)halves[1] << HalfBits));
}
