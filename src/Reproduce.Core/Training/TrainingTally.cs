using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>
/// Counts the models that this process trains of a request. A model that another process trains no longer counts in the total as soon as that is known.
/// May be used by several threads at once.
/// </summary>
/// <param name="what">The activity and its models, such as <c>Training toy</c>.</param>
/// <param name="works">What each model costs.</param>
/// <param name="clock">Measures the time from now on.</param>
internal sealed class TrainingTally(string what, IReadOnlyDictionary<ModelId, double> works, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly long _started = clock.GetTimestamp();
    private int _done;
    private int _total = works.Count;
    private double _doneWork;
    private double _allWork = works.Values.Sum();

    /// <summary>How far the training is.</summary>
    public TrainingProgress Now()
    {
        lock (_gate)
        {
            // Above 1 only by rounding.
            return new TrainingProgress(what, _done, _total, Math.Min(1, _doneWork / _allWork), clock.GetElapsedTime(_started));
        }
    }

    /// <summary>A model is trained by another process.</summary>
    public void LeaveOut(ModelId id)
    {
        lock (_gate)
        {
            _total--;
            _allWork -= works[id];
        }
    }

    /// <summary>A model is trained.</summary>
    public void Finish(ModelId id)
    {
        lock (_gate)
        {
            _done++;
            _doneWork += works[id];
        }
    }
}
