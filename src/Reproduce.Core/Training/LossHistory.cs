using System.Collections.Immutable;
using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>The losses of one training run.</summary>
/// <param name="Steps">The loss of each step, before the step changes the weights.</param>
/// <param name="Epochs">The mean of each epoch's batch losses, which the paper plots.</param>
public sealed record LossHistory(ImmutableArray<double> Steps, ImmutableArray<double> Epochs);

/// <summary>Collects the losses of a training run, and stops it at a loss that is not finite.</summary>
internal sealed class LossRecorder
{
    private readonly ModelId _model;
    private readonly ImmutableArray<double>.Builder _steps = ImmutableArray.CreateBuilder<double>();
    private readonly ImmutableArray<double>.Builder _epochs;
    private int _firstStepOfEpoch;

    /// <summary>Starts a recorder after a number of finished epochs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="before">The losses of the finished epochs; null if there are none.</param>
    public LossRecorder(ModelId model, LossHistory? before)
    {
        _model = model;
        _epochs = ImmutableArray.CreateBuilder<double>(model.Recipe.Epochs);
        if (before is not null)
        {
            _steps.AddRange(before.Steps);
            _epochs.AddRange(before.Epochs);
            _firstStepOfEpoch = _steps.Count;
        }
    }

    /// <summary>Adds the next step's loss.</summary>
    /// <exception cref="TrainingDivergedException">The loss is NaN or infinite.</exception>
    public void AddStep(double loss)
    {
        _steps.Add(loss);
        if (!double.IsFinite(loss))
        {
            throw new TrainingDivergedException(_model, _steps.Count, loss);
        }
    }

    /// <summary>Ends an epoch: adds the mean loss of the steps since the last call.</summary>
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

    /// <summary>All losses so far.</summary>
    public LossHistory ToHistory() => new(_steps.ToImmutable(), _epochs.ToImmutable());
}
