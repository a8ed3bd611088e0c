namespace Reproduce.Core.Training;

/// <summary>Where one training keeps its checkpoints.</summary>
public interface ICheckpoints
{
    /// <summary>The last checkpoint; null where there is none that can be used.</summary>
    TrainingCheckpoint? Load();

    /// <summary>Whether enough time has passed since the last one for another to be worth its while.</summary>
    bool IsDue();

    /// <summary>Keeps a checkpoint in place of the last.</summary>
    /// <param name="checkpoint">The training after an epoch that is not its last.</param>
    void Save(TrainingCheckpoint checkpoint);
}
