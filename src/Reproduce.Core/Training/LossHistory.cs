using System.Collections.Immutable;
using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>The losses of one training run.</summary>
/// <param name="Steps">Each step's loss, before the step changes the weights.</param>
/// <param name="Epochs">Each epoch's mean over its batches' losses, as the paper plots them.</param>
public sealed record LossHistory(ImmutableArray<double> Steps, ImmutableArray<double> Epochs);

/// <summary>Collects the losses of a run, and stops it when one is not a number.</summary>
/// <param name="recipe">The run's recipe.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class LossRecorder(Recipe recipe, int seed)
{
    private readonly ImmutableArray<double>.Builder _steps = ImmutableArray.CreateBuilder<double>();
    private readonly ImmutableArray<double>.Builder _epochs = ImmutableArray.CreateBuilder<double>(recipe.Epochs);
    private int _firstStepOfEpoch;

    /// <summary>Puts the losses of finished epochs before those to come.</summary>
    /// <param name="history">What <see cref="ToHistory"/> gave between two epochs.</param>
    public void Restore(LossHistory history)
    {
        _steps.AddRange(history.Steps);
        _epochs.AddRange(history.Epochs);
        _firstStepOfEpoch = _steps.Count;
    }

    /// <summary>Adds the next step's loss.</summary>
    /// <exception cref="TrainingDivergedException">It is NaN or infinite.</exception>
    public void AddStep(double loss)
    {
        _steps.Add(loss);
        if (!double.IsFinite(loss))
        {
            throw new TrainingDivergedException(recipe.Model, seed, _steps.Count, loss);
        }
    }

    /// <summary>Closes the epoch of the steps added since the last call.</summary>
    public void EndEpoch()
    {
        var sum = 0.0;
        for (var step = _firstStepOfEpoch; step < _steps.Count; step++)
        {
            sum += _steps[step];
        }

        _epochs.Add(sum / (_steps.Count - _firstStepOfEpoch));
        _firstStepOfEpoch = _steps.Count;
    }

    /// <summary>All that was added.</summary>
    public LossHistory ToHistory() => new(_steps.ToImmutable(), _epochs.ToImmutable());
}
