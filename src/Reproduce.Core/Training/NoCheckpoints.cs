namespace Reproduce.Core.Training;

/// <summary>The checkpoints of a training that keeps none.</summary>
public sealed class NoCheckpoints : ICheckpoints
{
    /// <inheritdoc/>
    public TrainingCheckpoint? Load() => null;

    /// <inheritdoc/>
    public bool IsDue() => false;

    /// <inheritdoc/>
    public void Save(TrainingCheckpoint checkpoint)
    {
        // It is not kept.
    }
}
