using System.Collections.Immutable;
using System.Diagnostics;
using Reproduce.Core.Models;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>
/// The state of a training run apart from weights and optimizer: finished epochs, the order of the samples, random streams, losses and
/// checkpoints.
/// </summary>
internal sealed class TrainingState
{
    private readonly ICheckpoints _checkpoints;
    private readonly LossRecorder _losses;
    private readonly MersenneTwister _sampleOrder;
    private readonly int[] _order;

    /// <summary>Starts a training run, or resumes it from its last checkpoint.</summary>
    /// <param name="id">Which model.</param>
    /// <param name="samples">Number of training samples.</param>
    /// <param name="checkpoints">The checkpoints of the run.</param>
    public TrainingState(ModelId id, int samples, ICheckpoints checkpoints)
    {
        (Id, _checkpoints, Checkpoint) = (id, checkpoints, checkpoints.Load());
        _losses = new LossRecorder(id, Checkpoint?.Losses);
        var streams = new TrainingStreams(id.Recipe, id.Seed);
        if (Checkpoint is { } last)
        {
            (EpochsDone, _order) = (last.EpochsDone, [.. last.Order]);
            (_sampleOrder, Dropout) = (new MersenneTwister(last.SampleOrder), new MersenneTwister(last.Dropout));
        }
        else
        {
            _order = [.. Enumerable.Range(0, samples)];
            (_sampleOrder, Dropout) = (streams.SampleOrder(), streams.Dropout());
        }
    }

    /// <summary>The model.</summary>
    public ModelId Id { get; }

    /// <summary>The checkpoint that the run resumes from; null if it starts anew.</summary>
    public TrainingCheckpoint? Checkpoint { get; }

    /// <summary>Number of finished epochs.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>Whether all epochs of the recipe are finished.</summary>
    public bool IsFinished => EpochsDone >= Id.Recipe.Epochs;

    /// <summary>The random stream of dropout.</summary>
    public MersenneTwister Dropout { get; }

    /// <summary>The learning rate of the next epoch.</summary>
    public double LearningRate => Id.Recipe.Optimizer.LearningRate * Id.Recipe.Schedule.At(EpochsDone);

    /// <summary>
    /// Whether a checkpoint is due: after some time, and when the training is to end here. Never after the last epoch, since the model
    /// itself is saved then.
    /// </summary>
    /// <param name="cancellation">Ends the training.</param>
    public bool IsCheckpointDue(CancellationToken cancellation) =>
        !IsFinished && (_checkpoints.IsDue() || cancellation.IsCancellationRequested);

    /// <summary>Trains the model to its last epoch, and saves checkpoints.</summary>
    /// <param name="step">Trains on one batch, given the indices of its samples and the learning rate; returns the batch's loss.</param>
    /// <param name="optimizer">The parameters and the optimizer's moments, for checkpoints.</param>
    /// <param name="cancellation">Cancels after the current epoch, with a checkpoint.</param>
    /// <returns>The time since the run started or resumed.</returns>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite.</exception>
    public TimeSpan Train(Func<ReadOnlySpan<int>, double, double> step, Adam optimizer, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var batchSize = Id.Recipe.BatchSize;
        while (!IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            var (order, learningRate) = (NextOrder(), LearningRate);
            for (var start = 0; start < order.Length; start += batchSize)
            {
                AddLoss(step(order.AsSpan(start, Math.Min(batchSize, order.Length - start)), learningRate));
            }

            EndEpoch();
            if (IsCheckpointDue(cancellation))
            {
                SaveCheckpoint([.. optimizer.Parameters], optimizer.ToState(), Stopwatch.GetElapsedTime(started));
            }
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The order of the samples in the next epoch, shape <c>[N]</c>; the next call changes the array.</summary>
    public int[] NextOrder()
    {
        _sampleOrder.Shuffle(_order);
        return _order;
    }

    /// <summary>Adds the next step's loss.</summary>
    /// <exception cref="TrainingDivergedException">The loss is NaN or infinite.</exception>
    public void AddLoss(double loss) => _losses.AddStep(loss);

    /// <summary>Ends an epoch.</summary>
    public void EndEpoch()
    {
        _losses.EndEpoch();
        EpochsDone++;
    }

    /// <summary>Saves a checkpoint after an epoch.</summary>
    /// <param name="parameters">The weights, shape <c>[P]</c>.</param>
    /// <param name="optimizer">The optimizer's moments.</param>
    /// <param name="elapsed">Time since the run started or resumed.</param>
    public void SaveCheckpoint(ImmutableArray<float> parameters, AdamState optimizer, TimeSpan elapsed) => _checkpoints.Save(new(
        EpochsDone, parameters, optimizer, [.. _order], _sampleOrder.ToState(), Dropout.ToState(), _losses.ToHistory(), TotalOf(elapsed)));

    /// <summary>The trained model.</summary>
    /// <param name="network">The weights after the last step.</param>
    /// <param name="elapsed">Time since the run started or resumed.</param>
    public TrainedModel<TNetwork> ToModel<TNetwork>(TNetwork network, TimeSpan elapsed) =>
        new(Id, network, _losses.ToHistory(), TotalOf(elapsed));

    /// <summary>Adds the time until the last checkpoint.</summary>
    private TimeSpan TotalOf(TimeSpan elapsed) => (Checkpoint?.Elapsed ?? TimeSpan.Zero) + elapsed;
}
