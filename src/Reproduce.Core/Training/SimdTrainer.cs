using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;

namespace Reproduce.Core.Training;

/// <summary>
/// Trains one image network on one thread with hand-written vector code: the same bits on every x64 processor. Like every trainer it
/// draws from <see cref="TrainingStreams"/>; tests compare it with a trainer written with TorchSharp.
/// </summary>
internal sealed unsafe class SimdTrainer : IDisposable
{
    private const int Lanes = FeatureMap.Lanes;

    private readonly TrainingRun<ImageNetwork> _run;
    private readonly SimdPlan _plan;
    private readonly SimdParameters _parameters;
    private readonly SimdBuffers _buffers;
    private readonly SimdGradients _gradients;
    private readonly SimdBatch _batch;
    private readonly Adam _optimizer;
    private readonly TrainingState _state;

    private SimdTrainer(TrainingRun<ImageNetwork> run, ImageSet data, ReadOnlyMemory<float> targets, ICheckpoints checkpoints)
    {
        _run = run;
        _state = new TrainingState(run.Id, data.Count, checkpoints);
        _plan = SimdPlan.Of(ImageNetworkLayers.Of(run.Recipe.Network), data.Shape);
        _parameters = new SimdParameters(_plan);
        _buffers = new SimdBuffers(_plan, forTraining: true);
        _gradients = new SimdGradients(_plan);
        _batch = new SimdBatch(data, targets, _plan.Image);
        var initial = new TrainingStreams(run.Recipe, run.Id.Seed).InitialImageNetwork();
        _optimizer = new Adam(initial.Parameters, run.Recipe.Optimizer, _state.Checkpoint);
    }

    /// <summary>
    /// Trains a network from its initial weights, or from its last checkpoint, to the last step of its recipe. Both give the same bits.
    /// </summary>
    /// <param name="run">The run; valid for these data.</param>
    /// <param name="data">The training set.</param>
    /// <param name="targets">Label probabilities, shape <c>[N, classes]</c>: hard labels for a teacher, soft labels for a student.</param>
    /// <param name="checkpoints">Saves and loads the checkpoints of the run.</param>
    /// <param name="cancellation">Cancels after the current epoch.</param>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite.</exception>
    public static TrainedModel<ImageNetwork> Train(
        TrainingRun<ImageNetwork> run,
        ImageSet data,
        ReadOnlyMemory<float> targets,
        ICheckpoints checkpoints,
        CancellationToken cancellation = default)
    {
        using var trainer = new SimdTrainer(run, data, targets, checkpoints);
        var elapsed = trainer._state.Train(trainer.Step, trainer._optimizer, cancellation);
        return trainer._state.ToModel(new ImageNetwork(run.Recipe.Network, trainer._optimizer.Parameters), elapsed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parameters.Dispose();
        _buffers.Dispose();
        _gradients.Dispose();
        _batch.Dispose();
    }

    private double Step(ReadOnlySpan<int> samples, double learningRate)
    {
        _parameters.Load(_optimizer.Parameters);
        var loss = 0.0;
        for (var start = 0; start < samples.Length; start += Lanes)
        {
            _batch.Load(samples.Slice(start, Math.Min(Lanes, samples.Length - start)), 1f / samples.Length, _buffers.Image);
            DrawKeptFeatures();
            SimdPass.Forward(_plan, _parameters, _buffers);
            loss += SimdLoss.OfLogits(
                _buffers.Logits,
                _batch.Targets,
                _batch.Weights,
                _run.Recipe.Network.Classes,
                (float)_run.Recipe.TrainTemperature,
                _buffers.LogitGradient);
            SimdPass.BackwardToParameters(_plan, _parameters, _buffers, _gradients);
        }

        _gradients.Take(_optimizer.Gradients);
        _optimizer.Step(learningRate);
        return loss;
    }

    private void DrawKeptFeatures()
    {
        for (var i = 0; i < _plan.Stages.Length; i++)
        {
            if (_plan.Stages[i] is not SimdStage.Linear linear)
            {
                continue;
            }

            if (linear.DropoutRate > 0)
            {
                HiddenDropout.Draw(_buffers.Multiples(i), linear.DropoutRate, _state.Dropout);
            }
            else
            {
                _buffers.Multiples(i).Fill(1);
            }
        }
    }
}
