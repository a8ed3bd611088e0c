using System.Collections.Immutable;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;

namespace Reproduce.Torch.Training;

/// <summary>One model of a group: its streams, losses and checkpoints. What the device holds of it is its group's.</summary>
internal sealed class TorchRun
{
    private readonly int[] _order;
    private readonly MersenneTwister _sampleOrder;

    /// <summary>A model at the start of its training, or where its checkpoint left it.</summary>
    /// <param name="run">Which model.</param>
    /// <param name="samples">Number of training samples.</param>
    /// <param name="checkpoints">Keeps its checkpoints; asked for the last one.</param>
    public TorchRun(ImageTrainingRun run, int samples, ICheckpoints checkpoints)
    {
        (Run, Checkpoints, Checkpoint) = (run, checkpoints, checkpoints.Load());
        Losses = new LossRecorder(run.Recipe, run.Seed);
        var streams = new TrainingStreams(run.Recipe, run.Seed);
        if (Checkpoint is { } checkpoint)
        {
            Losses.Restore(checkpoint.Losses);
            _order = [.. checkpoint.Order];
            (_sampleOrder, Dropout) = (new MersenneTwister(checkpoint.SampleOrder), new MersenneTwister(checkpoint.Dropout));
        }
        else
        {
            _order = [.. Enumerable.Range(0, samples)];
            (_sampleOrder, Dropout) = (streams.SampleOrder(), streams.Dropout());
        }
    }

    /// <summary>Which model.</summary>
    public ImageTrainingRun Run { get; }

    /// <summary>Keeps its checkpoints.</summary>
    public ICheckpoints Checkpoints { get; }

    /// <summary>The one that it goes on from; null for none.</summary>
    public TrainingCheckpoint? Checkpoint { get; }

    /// <summary>Gives a seed of dropout for every epoch.</summary>
    public MersenneTwister Dropout { get; }

    /// <summary>The losses so far.</summary>
    public LossRecorder Losses { get; }

    /// <summary>The weights that the training starts or goes on from, shape <c>[P]</c>.</summary>
    public ReadOnlyMemory<float> FirstParameters() =>
        Checkpoint?.Parameters.AsMemory() ?? InitialWeights.Network(Run.Recipe, Run.Seed).Parameters.ToArray();

    /// <summary>The samples in the next epoch's order, shape <c>[N]</c>.</summary>
    public long[] NextOrder()
    {
        _sampleOrder.Shuffle(_order);
        return [.. _order.Select(sample => (long)sample)];
    }

    /// <summary>The state after an epoch.</summary>
    public TrainingCheckpoint ToCheckpoint(int epochsDone, ImmutableArray<float> parameters, AdamState optimizer, TimeSpan elapsed) =>
        new(epochsDone, parameters, optimizer, [.. _order], _sampleOrder.ToState(), Dropout.ToState(), Losses.ToHistory(), elapsed);
}
