using Reproduce.Core.Training;

namespace Reproduce.Tests.StoreProcess;

/// <summary>Passes reports on at once, on the thread that makes them.</summary>
/// <param name="report">Receives them.</param>
public sealed class Watcher(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value) => report(value);
}
