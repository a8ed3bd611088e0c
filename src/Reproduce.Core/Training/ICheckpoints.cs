namespace Reproduce.Core.Training;

/// <summary>Saves and loads the checkpoints of one training run.</summary>
public interface ICheckpoints
{
    /// <summary>The last checkpoint; null if there is no usable one.</summary>
    TrainingCheckpoint? Load();

    /// <summary>Whether enough time has passed since the last checkpoint to save another.</summary>
    bool IsDue();

    /// <summary>Saves a checkpoint, replacing the last one.</summary>
    /// <param name="checkpoint">The state after an epoch that is not the last.</param>
    void Save(TrainingCheckpoint checkpoint);
}
