using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>
/// Trains one image network on one thread by hand-written vector code: the same bits on every x64 processor. It follows the streams of
/// <see cref="TrainingStreams"/>, as every trainer does; tests compare it with a trainer written with TorchSharp.
/// </summary>
internal sealed unsafe class SimdTrainer : IDisposable
{
    private const int Lanes = FeatureMap.Lanes;

    private readonly ImageTrainingRun _run;
    private readonly ImageSet _data;
    private readonly SimdPlan _plan;
    private readonly SimdParameters _parameters;
    private readonly SimdBuffers _buffers;
    private readonly SimdGradients _gradients;
    private readonly SimdBatch _batch;
    private readonly Vector256<float>[] _values;
    private readonly Vector256<float>[] _derivatives;
    private readonly Adam _optimizer;
    private readonly ICheckpoints? _checkpoints;
    private readonly LossRecorder _losses;
    private readonly int[] _order;
    private MersenneTwister _sampleOrder;
    private MersenneTwister _dropout;

    private SimdTrainer(ImageTrainingRun run, ImageSet data, ReadOnlyMemory<float> targets, ICheckpoints? checkpoints)
    {
        (_run, _data, _checkpoints) = (run, data, checkpoints);
        _losses = new LossRecorder(run.Recipe, run.Seed);
        _order = [.. Enumerable.Range(0, data.Count)];
        _plan = SimdPlan.Of(ImageNetworkLayers.Of(run.Recipe.Network), data.Shape);
        _parameters = new SimdParameters(_plan);
        _buffers = new SimdBuffers(_plan, forTraining: true);
        _gradients = new SimdGradients(_plan);
        _batch = new SimdBatch(data, targets, _plan.Image);
        var vectors = (_plan.ParameterCount + Vector256<float>.Count - 1) / Vector256<float>.Count;
        (_values, _derivatives) = (new Vector256<float>[vectors], new Vector256<float>[vectors]);
        _optimizer = new Adam(vectors, run.Recipe.Optimizer);
        var streams = new TrainingStreams(run.Recipe, run.Seed);
        InitialWeights.Network(run.Recipe, run.Seed).Parameters.CopyTo(Floats(_values));
        (_sampleOrder, _dropout) = (streams.SampleOrder(), streams.Dropout());
    }

    /// <summary>
    /// Trains a network from the first weights of its streams, or from its last checkpoint, to the last step of its recipe: to the same bits.
    /// </summary>
    /// <param name="run">Which network; a valid run for these data.</param>
    /// <param name="data">The training set.</param>
    /// <param name="targets">Label probabilities, shape <c>[N, classes]</c>: one-hot for a teacher, soft labels for a student.</param>
    /// <param name="checkpoints">Keeps the training's checkpoints; null for none.</param>
    /// <param name="cancellation">Stops after the current epoch.</param>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite.</exception>
    public static TrainedImageModel Train(
        ImageTrainingRun run,
        ImageSet data,
        ReadOnlyMemory<float> targets,
        ICheckpoints? checkpoints = null,
        CancellationToken cancellation = default)
    {
        using var trainer = new SimdTrainer(run, data, targets, checkpoints);
        return trainer.Train(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parameters.Dispose();
        _buffers.Dispose();
        _gradients.Dispose();
        _batch.Dispose();
    }

    private TrainedImageModel Train(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var recipe = _run.Recipe;
        var checkpoint = _checkpoints?.Load();
        if (checkpoint is not null)
        {
            Restore(checkpoint);
        }

        var before = checkpoint?.Elapsed ?? TimeSpan.Zero;
        for (var epoch = checkpoint?.EpochsDone ?? 0; epoch < recipe.Epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            Epoch(recipe.Optimizer.LearningRate * recipe.Schedule.At(epoch));
            if (epoch + 1 < recipe.Epochs && _checkpoints is { } checkpoints && checkpoints.IsDue())
            {
                checkpoints.Save(ToCheckpoint(epoch + 1, before + Stopwatch.GetElapsedTime(started)));
            }
        }

        var network = new ImageNetwork(recipe.Network, Floats(_values)[.._plan.ParameterCount]);
        return new TrainedImageModel(network, _losses.ToHistory(), before + Stopwatch.GetElapsedTime(started));
    }

    private void Epoch(double learningRate)
    {
        _sampleOrder.Shuffle(_order);
        for (var start = 0; start < _order.Length; start += _run.Recipe.BatchSize)
        {
            _losses.AddStep(Step(_order.AsSpan(start, Math.Min(_run.Recipe.BatchSize, _order.Length - start)), learningRate));
        }

        _losses.EndEpoch();
    }

    private TrainingCheckpoint ToCheckpoint(int epochsDone, TimeSpan elapsed) => new(
        epochsDone,
        [.. Floats(_values)[.._plan.ParameterCount]],
        _optimizer.ToState(_plan.ParameterCount),
        [.. _order],
        _sampleOrder.ToState(),
        _dropout.ToState(),
        _losses.ToHistory(),
        elapsed);

    private void Restore(TrainingCheckpoint checkpoint)
    {
        checkpoint.Parameters.AsSpan().CopyTo(Floats(_values));
        _optimizer.Restore(checkpoint.Optimizer);
        checkpoint.Order.CopyTo(_order);
        (_sampleOrder, _dropout) = (new MersenneTwister(checkpoint.SampleOrder), new MersenneTwister(checkpoint.Dropout));
        _losses.Restore(checkpoint.Losses);
    }

    private double Step(ReadOnlySpan<int> samples, double learningRate)
    {
        _parameters.Load(Floats(_values));
        var loss = 0.0;
        for (var start = 0; start < samples.Length; start += Lanes)
        {
            _batch.Load(samples.Slice(start, Math.Min(Lanes, samples.Length - start)), 1f / samples.Length, _buffers.Image);
            DrawKeptFeatures();
            SimdPass.Forward(_plan, _parameters, _buffers);
            loss += SimdLoss.OfLogits(
                _buffers.Logits, _batch.Targets, _batch.Weights, _data.ClassCount, (float)_run.Recipe.TrainTemperature, _buffers.LogitGradient);
            SimdPass.BackwardToParameters(_plan, _parameters, _buffers, _gradients);
        }

        _gradients.Take(Floats(_derivatives)[.._plan.ParameterCount]);
        _optimizer.Step(_values, _derivatives, learningRate);
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
                HiddenDropout.Draw(_buffers.Multiples(i), linear.DropoutRate, _dropout);
            }
            else
            {
                _buffers.Multiples(i).Fill(1);
            }
        }
    }

    private static Span<float> Floats(Vector256<float>[] vectors) => MemoryMarshal.Cast<Vector256<float>, float>(vectors.AsSpan());
}
