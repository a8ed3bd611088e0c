using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;

namespace Reproduce.Core.Store;

/// <summary>
/// The checkpoints of one training in the store: an artifact like a model, written whole or not at all and read under a checksum, whose key
/// is the model's with one more part.
/// </summary>
internal sealed class StoredCheckpoints : ICheckpoints
{
    /// <summary>
    /// The time between two checkpoints: what an interruption costs at most. A checkpoint of a network of the Paper profile is written in
    /// some 50 ms.
    /// </summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private const int HalfBits = 16;
    private const uint HalfMask = 0xffff;

    private readonly ArtifactStore _store;
    private readonly ArtifactKey _key;
    private readonly ModelId _model;
    private readonly TrainingOrigin _origin;
    private long _last;
    private bool _hasFailed;

    /// <summary>The checkpoints of a model; the time to the first one runs from now.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The model's key.</param>
    /// <param name="model">The model.</param>
    /// <param name="origin">What trains it.</param>
    public StoredCheckpoints(ArtifactStore store, ArtifactKey key, ModelId model, TrainingOrigin origin)
    {
        (_store, _model, _origin) = (store, model, origin);
        _key = KeyOf(key);
        _last = origin.Clock.GetTimestamp();
    }

    /// <summary>The key under which the checkpoint of a model lies.</summary>
    public static ArtifactKey KeyOf(ArtifactKey model) => ArtifactKey.FromParts(model.Parts.Add(KeyPart.Checkpoint, "last"));

    private string Name => $"{_model.Recipe.Model} (seed {_model.Seed})";

    /// <inheritdoc/>
    /// <remarks>A checkpoint that can't be used costs a notice, not the training, which starts over.</remarks>
    public TrainingCheckpoint? Load()
    {
        try
        {
            if (!_store.Contains(_key) || _store.TryRead(_key) is not { } artifact)
            {
                return null;
            }

            var checkpoint = _store.Decode(artifact, ToCheckpoint);
            _store.Tell($"{Name} goes on from epoch {checkpoint.EpochsDone} of {_model.Recipe.Epochs}.");
            return checkpoint;
        }
        catch (ArtifactStoreException e)
        {
            _store.Tell($"{Name} starts over, as its checkpoint cannot be used: {e.Message}");
            return null;
        }
    }

    /// <inheritdoc/>
    public bool IsDue() => _origin.Clock.GetElapsedTime(_last) >= Interval;

    /// <inheritdoc/>
    /// <remarks>A checkpoint that can't be written costs a notice, not the training. Each later one is tried again.</remarks>
    public void Save(TrainingCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        try
        {
            _store.Write(ToArtifact(checkpoint));
            _store.Tell(
                $"{Name}: epoch {checkpoint.EpochsDone} of {_model.Recipe.Epochs}, loss {checkpoint.Losses.Epochs[^1]:0.0000}");
        }
        catch (ArtifactStoreException e)
        {
            if (!_hasFailed)
            {
                _store.Tell($"{Name} is trained on without a checkpoint after epoch {checkpoint.EpochsDone}: {e.Message}");
            }

            _hasFailed = true;
        }

        _last = _origin.Clock.GetTimestamp();
    }

    /// <summary>Removes the checkpoint of a model that is finished.</summary>
    public void Remove()
    {
        try
        {
            _store.Remove(_key);
        }
        catch (ArtifactStoreException)
        {
            // It does no harm if it stays, and `reproduce cache prune` can delete it.
        }
    }

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

    /// <exception cref="ArgumentException">The artifact holds no checkpoint of this model.</exception>
    /// <exception cref="KeyNotFoundException">The artifact lacks a tensor or number of a checkpoint.</exception>
    private TrainingCheckpoint ToCheckpoint(Artifact artifact)
    {
        var checkpoint = new TrainingCheckpoint(
            (int)artifact.Measurements["epochs_done"],
            Values(artifact, "parameters"),
            new AdamState(
                Values(artifact, "first_moments"),
                Values(artifact, "second_moments"),
                artifact.Measurements["beta1_power"],
                artifact.Measurements["beta2_power"]),
            [.. Whole(artifact, "order").Select(sample => (int)sample)],
            State(artifact, "sample_order"),
            State(artifact, "dropout"),
            new LossHistory(artifact.StepLosses, artifact.EpochLosses),
            TimeSpan.FromSeconds(artifact.Measurements["elapsed_seconds"]));
        var parameters = ImageNetwork.ParametersOf(ImageNetworkLayers.Of(_model.Recipe.Network))
            .Sum(parameter => parameter.Shape.Aggregate(1L, (product, extent) => product * extent));
        return checkpoint.EpochsDone >= 1 && checkpoint.EpochsDone < _model.Recipe.Epochs
            && checkpoint.Losses.Epochs.Length == checkpoint.EpochsDone
            && checkpoint.Parameters.Length == parameters
            && checkpoint.Optimizer.FirstMoments.Length == parameters
            && checkpoint.Optimizer.SecondMoments.Length == parameters
            && checkpoint.Order.Order().SequenceEqual(Enumerable.Range(0, checkpoint.Order.Length))
                ? checkpoint
                : throw new ArgumentException(
                    $"It is no checkpoint of {Name}, which has {parameters} parameters and {_model.Recipe.Epochs} epochs.");
    }

    private static MersenneTwisterState State(Artifact artifact, string name)
    {
        var state = new MersenneTwisterState([.. Whole(artifact, name)], (int)artifact.Measurements[$"{name}_next"], SavedNormal: null);
        // Refuses a state of another length.
        return new MersenneTwister(state).ToState();
    }

    private static NamedArray Array(string name, ImmutableArray<float> values) => new(name, [values.Length], values.AsMemory());

    private static ImmutableArray<float> Values(Artifact artifact, string name) => [.. artifact[name].Values.Span];

    private static ImmutableArray<float> Halves(IEnumerable<uint> words) =>
        [.. words.SelectMany(word => new[] { (float)(word & HalfMask), word >> HalfBits })];

    private static IEnumerable<uint> Whole(Artifact artifact, string name) =>
        artifact[name].Values.ToArray().Chunk(2).Select(halves => (uint)halves[0] | ((uint)halves[1] << HalfBits));
}
