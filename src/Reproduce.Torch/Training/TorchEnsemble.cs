using Reproduce.Core.Data;
using Reproduce.Core.Training;

namespace Reproduce.Torch.Training;

/// <summary>Trains image models by libtorch on a graphics card, or on the processor by the same code.</summary>
/// <remarks>
/// A model depends on its run, the device and libtorch, and in its last bits on the models beside it: graphics cards add in no fixed order.
/// </remarks>
public static class TorchEnsemble
{
    // Images whose soft labels are made at once: some 100 MB of features in the widest layers of the paper's networks.
    private const int LabelBatch = 250;

    /// <summary>Trains the runs and hands over each model as soon as it is done.</summary>
    /// <param name="runs">The runs; the teachers of students are trained already.</param>
    /// <param name="data">The training set.</param>
    /// <param name="settings">On what, and how.</param>
    /// <param name="begin">
    /// Asked right before a run begins: where it keeps its checkpoints, or null to leave the run out. Null for all runs without checkpoints.
    /// </param>
    /// <param name="cancellation">Stops after the current epoch.</param>
    /// <exception cref="ArgumentException">A run is not valid.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite; thrown while enumerating.</exception>
    public static IEnumerable<(ImageTrainingRun Run, TrainedImageModel Model)> Train(
        IReadOnlyList<ImageTrainingRun> runs,
        ImageSet data,
        TorchSettings settings,
        Func<ImageTrainingRun, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.ModelsAtOnce, 1);
        foreach (var run in runs)
        {
            run.Validate(data);
        }

        return TrainGroups(runs, data, settings, begin ?? (_ => new NoCheckpoints()), cancellation);
    }

    private static IEnumerable<(ImageTrainingRun Run, TrainedImageModel Model)> TrainGroups(
        IReadOnlyList<ImageTrainingRun> runs,
        ImageSet data,
        TorchSettings settings,
        Func<ImageTrainingRun, ICheckpoints?> begin,
        CancellationToken cancellation)
    {
        settings.Apply();
        using var images = new ResidentImages(data, settings.Device);
        using var labels = new TorchLabels(data, images, LabelBatch);
        foreach (var shape in runs.GroupBy(ShapeOf))
        {
            foreach (var chunk in shape.Chunk(settings.ModelsAtOnce))
            {
                cancellation.ThrowIfCancellationRequested();
                var begun = chunk
                    .Select(run => (Run: run, Checkpoints: begin(run)))
                    .Where(item => item.Checkpoints is not null)
                    .Select(item => new TorchRun(item.Run, data.Count, item.Checkpoints!));
                // Models that were cut in different epochs go on by themselves.
                foreach (var together in begun.GroupBy(run => run.Checkpoint?.EpochsDone ?? 0))
                {
                    using var group = new TorchGroup([.. together], [.. together.Select(run => labels.Of(run.Run))], images, settings);
                    foreach (var model in group.Train(cancellation))
                    {
                        yield return model;
                    }
                }
            }
        }
    }

    /// <summary>What models that are trained as one have in common.</summary>
    private static object ShapeOf(ImageTrainingRun run) => run.Recipe switch
    {
        var recipe => (recipe.Network, recipe.Epochs, recipe.BatchSize, recipe.Optimizer, recipe.Schedule),
    };
}
