namespace Reproduce.Core.Training;

/// <summary>Saves no checkpoints.</summary>
public sealed class NoCheckpoints : ICheckpoints
{
    /// <inheritdoc/>
    public TrainingCheckpoint? Load() => null;

    /// <inheritdoc/>
    public bool IsDue() => false;

    /// <inheritdoc/>
    public void Save(TrainingCheckpoint checkpoint)
    {
    }
}
