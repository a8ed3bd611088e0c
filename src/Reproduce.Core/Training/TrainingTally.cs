using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>
/// Counts the models of a request that this process trains; models found to be trained by another process leave the total. May be used
/// by several threads at once.
/// </summary>
/// <param name="what">The activity and its models, such as <c>Training toy</c>.</param>
/// <param name="works">The cost of training each model.</param>
/// <param name="clock">Measures the time since construction.</param>
internal sealed class TrainingTally(string what, IReadOnlyDictionary<ModelId, double> works, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly long _started = clock.GetTimestamp();
    private int _done;
    private int _total = works.Count;
    private double _doneWork;
    private double _allWork = works.Values.Sum();

    /// <summary>The progress so far.</summary>
    public TrainingProgress Now()
    {
        lock (_gate)
        {
            // Above 1 only by rounding.
            return new TrainingProgress(what, _done, _total, Math.Min(1, _doneWork / _allWork), clock.GetElapsedTime(_started));
        }
    }

    /// <summary>Removes a model that another process trains.</summary>
    public void LeaveOut(ModelId id)
    {
        lock (_gate)
        {
            _total--;
            _allWork -= works[id];
        }
    }

    /// <summary>Counts a model as trained.</summary>
    public void Finish(ModelId id)
    {
        lock (_gate)
        {
            _done++;
            _doneWork += works[id];
        }
    }
}
