using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>Trains one toy model, from the first weights of its streams to the last step of its recipe.</summary>
internal sealed class ToyTrainer
{
    private readonly Recipe _recipe;
    private readonly int _seed;
    private readonly float[] _x0;
    private readonly float[] _x1;
    private readonly float[] _targets;
    private readonly PerceptronBatch _batch;
    private readonly Vector256<float>[] _parameters;
    private readonly Vector256<float>[] _gradients;
    private readonly Adam _optimizer;
    private readonly MersenneTwister _sampleOrder;
    private readonly MersenneTwister _dropout;

    /// <summary>A trainer at step 0.</summary>
    /// <param name="run">A valid run.</param>
    /// <param name="data">The training set.</param>
    public ToyTrainer(ToyTrainingRun run, ToyRing data)
    {
        (_recipe, _seed) = (run.Recipe, run.Seed);
        var hidden = _recipe.Network.HiddenUnits;
        _x0 = [.. data.X0.Select(x => (float)x)];
        _x1 = [.. data.X1.Select(x => (float)x)];
        _targets = run.Teacher is { } teacher
            ? SoftLabels.FromTeacher(teacher, data, _recipe.DistillationTemperature)
            : SoftLabels.OneHot(data);
        _batch = new PerceptronBatch(hidden, Math.Min(_recipe.BatchSize, data.Count), _recipe.Network.Dropout > 0);
        var streams = new TrainingStreams(_recipe, _seed);
        var initial = InitialWeights.Perceptron(hidden, streams.Initialization()).Parameters;
        _sampleOrder = streams.SampleOrder();
        _dropout = streams.Dropout();
        ParameterCount = initial.Length;
        var vectors = (initial.Length + PerceptronBatch.Lanes - 1) / PerceptronBatch.Lanes;
        _parameters = new Vector256<float>[vectors];
        _gradients = new Vector256<float>[vectors];
        _optimizer = new Adam(vectors, _recipe.Optimizer);
        initial.CopyTo(Floats(_parameters));
    }

    private int ParameterCount { get; }

    /// <summary>Trains to the end.</summary>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public TrainedToyModel Train(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var losses = new LossRecorder(_recipe, _seed);
        int[] order = [.. Enumerable.Range(0, _x0.Length)];
        for (var epoch = 0; epoch < _recipe.Epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var learningRate = _recipe.Optimizer.LearningRate * _recipe.Schedule.At(epoch);
            _sampleOrder.Shuffle(order);
            for (var start = 0; start < order.Length; start += _recipe.BatchSize)
            {
                losses.AddStep(Step(order.AsSpan(start, Math.Min(_recipe.BatchSize, order.Length - start)), learningRate));
            }

            losses.EndEpoch();
        }

        return new TrainedToyModel(
            new Perceptron(Floats(_parameters)[..ParameterCount]), losses.ToHistory(), Stopwatch.GetElapsedTime(started));
    }

    private double Step(ReadOnlySpan<int> samples, double learningRate)
    {
        Gather(samples);
        DrawKeptUnits(samples.Length);
        var loss = _batch.LossAndGradients(
            Floats(_parameters), (float)_recipe.TrainTemperature, HiddenDropout.Scale(_recipe.Network.Dropout), Floats(_gradients));
        _optimizer.Step(_parameters, _gradients, learningRate);
        return loss;
    }

    /// <summary>Puts the batch's samples side by side; the padding keeps whatever it has and counts for nothing.</summary>
    private void Gather(ReadOnlySpan<int> samples)
    {
        var batchX0 = _batch.X0;
        var batchX1 = _batch.X1;
        var weights = _batch.SampleWeights;
        var targets = _batch.Targets;
        var weight = 1f / samples.Length;
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = samples[i];
            batchX0[i] = _x0[sample];
            batchX1[i] = _x1[sample];
            weights[i] = weight;
            for (var k = 0; k < ToyRing.ClassCount; k++)
            {
                targets[(k * _batch.PaddedSize) + i] = _targets[(k * _x0.Length) + sample];
            }
        }

        weights[samples.Length..].Clear();
    }

    private void DrawKeptUnits(int samples)
    {
        var kept = _batch.KeptUnits;
        if (kept.IsEmpty)
        {
            return;
        }

        for (var h = 0; h < _recipe.Network.HiddenUnits; h++)
        {
            HiddenDropout.Draw(kept.Slice(h * _batch.PaddedSize, samples), _recipe.Network.Dropout, _dropout);
        }
    }

    private static Span<float> Floats(Vector256<float>[] vectors) => MemoryMarshal.Cast<Vector256<float>, float>(vectors.AsSpan());
}
