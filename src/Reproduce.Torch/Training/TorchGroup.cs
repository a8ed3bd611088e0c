using System.Collections.Immutable;
using System.Diagnostics;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>
/// Trains several models of one shape and recipe as one, epoch by epoch, from their first weights or from a checkpoint of the same epoch.
/// </summary>
/// <remarks>
/// First weights and the order of the samples are those of <see cref="TrainingStreams"/>, as for every trainer. Dropout is drawn on the
/// device: at the start of every epoch the stream of dropout gives the device's generator its seed, so a checkpoint needs nothing of the device.
/// </remarks>
internal sealed class TorchGroup : IDisposable
{
    private readonly ImmutableArray<TorchRun> _runs;
    private readonly ResidentImages _images;
    private readonly TorchSettings _settings;
    private readonly Recipe _recipe;
    private readonly ImmutableArray<NetworkLayer> _layers;
    private readonly ParameterBlock _parameters;
    private readonly TorchAdam _optimizer;
    private readonly Tensor _targets;
    private readonly Tensor _temperatures;
    private readonly TimeSpan _before;
    private int _epochsDone;

    /// <summary>A group that has not been trained yet.</summary>
    /// <param name="runs">The runs; their checkpoints, if any, are of the same epoch.</param>
    /// <param name="targets">Each run's label probabilities on the device, shape <c>[N, classes]</c>.</param>
    /// <param name="images">The training set.</param>
    /// <param name="settings">How to train.</param>
    public TorchGroup(ImmutableArray<TorchRun> runs, IReadOnlyList<Tensor> targets, ResidentImages images, TorchSettings settings)
    {
        (_runs, _images, _settings) = (runs, images, settings);
        _recipe = runs[0].Run.Recipe;
        _layers = ImageNetworkLayers.Of(_recipe.Network);
        using var scope = NewDisposeScope();
        _parameters = new ParameterBlock(_layers, [.. runs.Select(run => run.FirstParameters())], images.Device);
        _optimizer = new TorchAdam(_parameters.Flat, _recipe.Optimizer);
        _targets = stack(targets).DetachFromDisposeScope();
        _temperatures = tensor([.. runs.Select(run => (float)run.Run.Recipe.TrainTemperature)], [runs.Length, 1, 1], device: images.Device)
            .clone()
            .DetachFromDisposeScope();
        if (runs[0].Checkpoint is { } checkpoint)
        {
            (_epochsDone, _before) = (checkpoint.EpochsDone, checkpoint.Elapsed);
            _optimizer.Powers = (checkpoint.Optimizer.Beta1Power, checkpoint.Optimizer.Beta2Power);
            Restore(_optimizer.FirstMoments, state => state.FirstMoments);
            Restore(_optimizer.SecondMoments, state => state.SecondMoments);
        }
    }

    /// <summary>Trains to the last epoch of the recipe, and keeps checkpoints.</summary>
    /// <param name="cancellation">Stops after the current epoch.</param>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite.</exception>
    public IReadOnlyList<(ImageTrainingRun Run, TrainedImageModel Model)> Train(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (_epochsDone < _recipe.Epochs)
        {
            cancellation.ThrowIfCancellationRequested();
            Epoch(_recipe.Optimizer.LearningRate * _recipe.Schedule.At(_epochsDone));
            _epochsDone++;
            if (_epochsDone < _recipe.Epochs && _runs[0].Checkpoints.IsDue())
            {
                SaveCheckpoints(_before + Stopwatch.GetElapsedTime(started));
            }
        }

        // The group was one training: each model has its share of the time.
        var duration = (_before + Stopwatch.GetElapsedTime(started)) / _runs.Length;
        return
        [
            .. _runs.Select((run, model) => (run.Run, new TrainedImageModel(
                new ImageNetwork(_recipe.Network, _parameters.Of(_parameters.Flat, model).AsSpan()), run.Losses.ToHistory(), duration))),
        ];
    }

    public void Dispose()
    {
        _parameters.Dispose();
        _optimizer.Dispose();
        _targets.Dispose();
        _temperatures.Dispose();
    }

    /// <summary>One pass over the samples; the losses stay on the device until its end, so that the host runs ahead of it.</summary>
    private void Epoch(double learningRate)
    {
        using var scope = NewDisposeScope();
        var order = tensor([.. _runs.SelectMany(run => run.NextOrder())], [_runs.Length, _images.Count], device: _images.Device).clone();
        Generator[] dropout = _recipe.Network.Dropout > 0
            ? [.. _runs.Select(run => new Generator(run.Dropout.NextUInt32(), _images.Device))]
            : [];
        var losses = new List<Tensor>();
        for (var start = 0; start < _images.Count; start += _recipe.BatchSize)
        {
            losses.Add(Step(order.narrow(1, start, Math.Min(_recipe.BatchSize, _images.Count - start)), dropout, learningRate));
        }

        Record(stack(losses));
        foreach (var generator in dropout)
        {
            generator.Dispose();
        }
    }

    private Tensor Step(Tensor samples, Generator[] dropout, double learningRate)
    {
        using var scope = NewDisposeScope();
        var logits = ModelsAsOne.Logits(_layers, _parameters.Leaves, _images.Batch(samples), dropout, _settings.Precision);
        var targets = _targets.gather(1, samples.unsqueeze(2).expand(-1, -1, _targets.shape[2]));
        var losses = -(targets * nn.functional.log_softmax(logits / _temperatures, dim: 2)).sum(2).mean([1]);
        // No model's loss depends on another's weights: the gradient of the sum is all models' gradients.
        var gradients = autograd.grad([losses.sum()], [.. _parameters.Leaves]);
        _optimizer.Step(_parameters.Flat, cat([.. gradients.Select(gradient => gradient.flatten())]), learningRate);
        return losses.detach().MoveToOuterDisposeScope();
    }

    private void Record(Tensor losses)
    {
        var values = losses.cpu().data<float>().ToArray();
        foreach (var (model, run) in _runs.Index())
        {
            for (var i = model; i < values.Length; i += _runs.Length)
            {
                run.Losses.AddStep(values[i]);
            }

            run.Losses.EndEpoch();
        }
    }

    private void SaveCheckpoints(TimeSpan elapsed)
    {
        foreach (var (model, run) in _runs.Index())
        {
            var moments = new AdamState(
                _parameters.Of(_optimizer.FirstMoments, model),
                _parameters.Of(_optimizer.SecondMoments, model),
                _optimizer.Powers.Beta1,
                _optimizer.Powers.Beta2);
            run.Checkpoints.Save(run.ToCheckpoint(_epochsDone, _parameters.Of(_parameters.Flat, model), moments, elapsed));
        }
    }

    private void Restore(Tensor moments, Func<AdamState, ImmutableArray<float>> stateOf) => moments.copy_(tensor(
        _parameters.Interleave([.. _runs.Select(run => stateOf(run.Checkpoint!.Optimizer).AsMemory())])));
}
