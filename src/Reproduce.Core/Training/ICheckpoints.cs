namespace Reproduce.Core.Training;

/// <summary>Where one training saves its checkpoints.</summary>
public interface ICheckpoints
{
    /// <summary>The last checkpoint; null where there is none that can be used.</summary>
    TrainingCheckpoint? Load();

    /// <summary>Whether enough time has passed since the last checkpoint to save another.</summary>
    bool IsDue();

    /// <summary>Saves a checkpoint in place of the last.</summary>
    /// <param name="checkpoint">The training after an epoch that is not its last.</param>
    void Save(TrainingCheckpoint checkpoint);
}
