using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Training;

/// <summary>Keeps the last checkpoint; its process is killed after so many epochs.</summary>
/// <param name="cutAfter">The epochs after which a saved checkpoint is the process's last deed.</param>
/// <param name="first">The checkpoint that the training goes on from; null for none.</param>
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
