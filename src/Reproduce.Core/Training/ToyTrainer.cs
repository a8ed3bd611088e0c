using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>Trains one toy model, from its initial weights to the last step of its recipe.</summary>
internal sealed class ToyTrainer
{
    private readonly Recipe _recipe;
    private readonly float[] _x0;
    private readonly float[] _x1;
    private readonly float[] _targets;
    private readonly PerceptronBatch _batch;
    private readonly Adam _optimizer;
    private readonly TrainingState _state;

    /// <summary>Makes a trainer at step 0.</summary>
    /// <param name="run">A valid run.</param>
    /// <param name="data">The training set.</param>
    public ToyTrainer(TrainingRun<Perceptron> run, ToyRing data)
    {
        _recipe = run.Recipe;
        _x0 = [.. data.X0.Select(x => (float)x)];
        _x1 = [.. data.X1.Select(x => (float)x)];
        _targets = run.Teacher is { } teacher
            ? LabelProbabilities.Soft(teacher, data, _recipe.DistillationTemperature)
            : LabelProbabilities.Hard(data.Labels, ToyRing.ClassCount, _recipe.LabelSmoothing);
        var hidden = _recipe.Network.HiddenUnits;
        _batch = new PerceptronBatch(hidden, Math.Min(_recipe.BatchSize, data.Count), _recipe.Network.Dropout > 0);
        var random = new TrainingStreams(_recipe, run.Id.Seed).Initialization();
        _optimizer = new Adam(InitialWeights.OfPerceptron(hidden, random).Parameters, _recipe.Optimizer);
        _state = new TrainingState(run.Id, data.Count, new NoCheckpoints());
    }

    /// <summary>Trains to the end.</summary>
    /// <param name="cancellation">Cancels after the current epoch.</param>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public TrainedModel<Perceptron> Train(CancellationToken cancellation)
    {
        var elapsed = _state.Train(Step, _optimizer, cancellation);
        return _state.ToModel(new Perceptron(_optimizer.Parameters), elapsed);
    }

    private double Step(ReadOnlySpan<int> samples, double learningRate)
    {
        Gather(samples);
        DrawKeptUnits(samples.Length);
        var loss = _batch.LossAndGradients(
            _optimizer.Parameters, (float)_recipe.TrainTemperature, HiddenDropout.Scale(_recipe.Network.Dropout), _optimizer.Gradients);
        _optimizer.Step(learningRate);
        return loss;
    }

    /// <summary>Copies the samples of the batch into the lanes; the padding keeps its values, with weight 0.</summary>
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
                targets[(k * _batch.PaddedSize) + i] = _targets[(sample * ToyRing.ClassCount) + k];
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
            HiddenDropout.Draw(kept.Slice(h * _batch.PaddedSize, samples), _recipe.Network.Dropout, _state.Dropout);
        }
    }
}
