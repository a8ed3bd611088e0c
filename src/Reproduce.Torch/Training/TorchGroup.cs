using System.Collections.Immutable;
using System.Diagnostics;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>
/// Trains several models of one shape and schedule as one, from their initial weights or from checkpoints of the same epoch.
/// </summary>
/// <remarks>
/// Initial weights and the order of the samples are drawn from <see cref="TrainingStreams"/>, as in every trainer. Dropout is drawn on the
/// device. At the start of every epoch the dropout stream seeds the device's generators, so that checkpoints need no state of the device.
/// </remarks>
internal sealed class TorchGroup : IDisposable
{
    private readonly ImmutableArray<TrainingState> _models;
    private readonly ResidentImages _images;
    private readonly TorchSettings _settings;
    private readonly Recipe _recipe;
    private readonly ImmutableArray<NetworkLayer> _layers;
    private readonly ParameterBlock _parameters;
    private readonly TorchAdam _optimizer;
    private readonly Tensor _targets;
    private readonly Tensor _temperatures;

    /// <summary>Starts a group, or resumes it from its models' checkpoints.</summary>
    /// <param name="models">The models; their checkpoints, if any, are of the same epoch.</param>
    /// <param name="targets">Each model's label probabilities on the device, shape <c>[N, classes]</c>.</param>
    /// <param name="images">The training set.</param>
    /// <param name="settings">How to train.</param>
    public TorchGroup(ImmutableArray<TrainingState> models, IReadOnlyList<Tensor> targets, ResidentImages images, TorchSettings settings)
    {
        (_models, _images, _settings) = (models, images, settings);
        _recipe = models[0].Id.Recipe;
        _layers = ImageNetworkLayers.Of(_recipe.Network);
        using var scope = NewDisposeScope();
        _parameters = new ParameterBlock(_layers, [.. models.Select(FirstParametersOf)], images.Device);
        _optimizer = new TorchAdam(_parameters.Flat, _recipe.Optimizer);
        _targets = stack(targets).DetachFromDisposeScope();
        float[] temperatures = [.. models.Select(model => (float)model.Id.Recipe.TrainTemperature)];
        _temperatures = tensor(temperatures, [models.Length, 1, 1], device: images.Device)
            .clone()
            .DetachFromDisposeScope();
        if (models[0].Checkpoint is { } checkpoint)
        {
            _optimizer.Powers = (checkpoint.Optimizer.Beta1Power, checkpoint.Optimizer.Beta2Power);
            Restore(_optimizer.FirstMoments, state => state.FirstMoments);
            Restore(_optimizer.SecondMoments, state => state.SecondMoments);
        }
    }

    /// <summary>Trains to the last epoch of the recipe, and saves checkpoints.</summary>
    /// <param name="cancellation">Cancels after the current epoch.</param>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite.</exception>
    public IReadOnlyList<TrainedModel<ImageNetwork>> Train(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!_models[0].IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            Epoch(_models[0].LearningRate);
            if (_models[0].IsCheckpointDue(cancellation))
            {
                SaveCheckpoints(Share());
            }
        }

        var share = Share();
        return [.. _models.Select((model, i) => model.ToModel(NetworkOf(i), share))];

        ImageNetwork NetworkOf(int model) => new(_recipe.Network, _parameters.Of(_parameters.Flat, model).AsSpan());

        // The models were trained as one: each has an equal share of the time.
        TimeSpan Share() => Stopwatch.GetElapsedTime(started) / _models.Length;
    }

    public void Dispose()
    {
        _parameters.Dispose();
        _optimizer.Dispose();
        _targets.Dispose();
        _temperatures.Dispose();
    }

    /// <summary>Trains one epoch. The losses stay on the device until its end, so that the host does not wait for every step.</summary>
    private void Epoch(double learningRate)
    {
        using var scope = NewDisposeScope();
        long[] samples = [.. _models.SelectMany(model => model.NextOrder()).Select(sample => (long)sample)];
        var order = tensor(samples, [_models.Length, _images.Count], device: _images.Device).clone();
        Generator[] dropout = _recipe.Network.Dropout > 0
            ? [.. _models.Select(model => new Generator(model.Dropout.NextUInt32(), _images.Device))]
            : [];
        try
        {
            var losses = new List<Tensor>();
            for (var start = 0; start < _images.Count; start += _recipe.BatchSize)
            {
                losses.Add(Step(order.narrow(1, start, Math.Min(_recipe.BatchSize, _images.Count - start)), dropout, learningRate));
            }

            Record(stack(losses));
        }
        finally
        {
            foreach (var generator in dropout)
            {
                generator.Dispose();
            }
        }
    }

    private Tensor Step(Tensor samples, Generator[] dropout, double learningRate)
    {
        using var scope = NewDisposeScope();
        var logits = ModelsAsOne.Logits(_layers, _parameters.Leaves, _images.Batch(samples), dropout, _settings.Precision);
        var targets = _targets.gather(1, samples.unsqueeze(2).expand(-1, -1, _targets.shape[2]));
        var losses = -(targets * nn.functional.log_softmax(logits / _temperatures, dim: 2)).sum(2).mean([1]);
        // No model's loss depends on another's weights, so the gradient of the sum contains the gradients of all models.
        var gradients = autograd.grad([losses.sum()], [.. _parameters.Leaves]);
        _optimizer.Step(_parameters.Flat, cat([.. gradients.Select(gradient => gradient.flatten())]), learningRate);
        return losses.detach().MoveToOuterDisposeScope();
    }

    private void Record(Tensor losses)
    {
        var values = losses.cpu().data<float>().ToArray();
        foreach (var (index, model) in _models.Index())
        {
            for (var i = index; i < values.Length; i += _models.Length)
            {
                model.AddLoss(values[i]);
            }

            model.EndEpoch();
        }
    }

    private static ReadOnlyMemory<float> FirstParametersOf(TrainingState model) =>
        model.Checkpoint?.Parameters.AsMemory()
        ?? new TrainingStreams(model.Id.Recipe, model.Id.Seed).InitialImageNetwork().Parameters.ToArray();

    private void SaveCheckpoints(TimeSpan elapsed)
    {
        foreach (var (index, model) in _models.Index())
        {
            var moments = new AdamState(
                _parameters.Of(_optimizer.FirstMoments, index),
                _parameters.Of(_optimizer.SecondMoments, index),
                _optimizer.Powers.Beta1,
                _optimizer.Powers.Beta2);
            model.SaveCheckpoint(_parameters.Of(_parameters.Flat, index), moments, elapsed);
        }
    }

    private void Restore(Tensor moments, Func<AdamState, ImmutableArray<float>> stateOf) => moments.copy_(tensor(
        _parameters.Interleave([.. _models.Select(model => stateOf(model.Checkpoint!.Optimizer).AsMemory())])));
}
