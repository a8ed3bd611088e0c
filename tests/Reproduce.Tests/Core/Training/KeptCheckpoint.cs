using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Training;

/// <summary>Keeps the last checkpoint in memory, and simulates a process that is killed after a number of epochs.</summary>
/// <param name="cutAfter">Number of finished epochs at which the process is killed, right after saving a checkpoint.</param>
/// <param name="first">The checkpoint to resume from; null for none.</param>
internal sealed class KeptCheckpoint(int cutAfter, TrainingCheckpoint? first = null) : ICheckpoints
{
    public TrainingCheckpoint? Last { get; private set; }

    public TrainingCheckpoint? Load() => first;

    public bool IsDue() => true;

    public void Save(TrainingCheckpoint checkpoint)
    {
        Last = checkpoint;
        if (checkpoint.EpochsDone == cutAfter)
        {
            throw new OperationCanceledException();
        }
    }
}
