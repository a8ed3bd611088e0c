using Reproduce.Core.Data;

namespace Reproduce.Core.Training;

/// <summary>
/// Trains several image models at once, one a thread: two models side by side on two cores share nothing and wait for nobody, where two
/// threads in one model would wait for each other after every layer.
/// </summary>
/// <remarks>A model's result depends on its run alone: not on the other models, their order or the number of threads.</remarks>
public static class ImageEnsemble
{
    /// <summary>Trains the runs and hands over each model as soon as it is done, in the order in which they finish.</summary>
    /// <param name="runs">The runs; the teachers of students are trained already.</param>
    /// <param name="data">The training set.</param>
    /// <param name="threads">Models that are trained side by side, at least 1.</param>
    /// <param name="begin">
    /// Asked right before a run begins, on its thread: where it keeps its checkpoints, or null to leave the run out. Null for all runs
    /// without checkpoints.
    /// </param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    /// <exception cref="ArgumentException">A run is not valid.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite; thrown while enumerating.</exception>
    public static IEnumerable<(ImageTrainingRun Run, TrainedImageModel Model)> Train(
        IReadOnlyList<ImageTrainingRun> runs,
        ImageSet data,
        int threads,
        Func<ImageTrainingRun, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(data);
        foreach (var run in runs)
        {
            run.Validate(data);
        }

        var hardLabels = new Lazy<float[]>(() => ImageLabels.OneHot(data));
        // The students of one teacher share its soft labels.
        var softLabels = runs
            .Where(run => run.Teacher is not null)
            .Select(run => (Teacher: run.Teacher!, run.Recipe.DistillationTemperature))
            .Distinct()
            .ToDictionary(pair => pair, pair => new Lazy<float[]>(() => ImageLabels.FromTeacher(pair.Teacher, data, pair.DistillationTemperature)));
        return ParallelTraining.Run(runs, threads, TrainIfBegun, cancellation)
            .Where(result => result.Model is not null)
            .Select(result => (result.Run, result.Model!));

        (ImageTrainingRun Run, TrainedImageModel? Model) TrainIfBegun(ImageTrainingRun run)
        {
            // Asked for in vain, a model would be claimed and given back.
            cancellation.ThrowIfCancellationRequested();
            var checkpoints = begin is null ? new NoCheckpoints() : begin(run);
            return (run, checkpoints is null ? null : SimdTrainer.Train(run, data, TargetsOf(run), checkpoints, cancellation));
        }

        float[] TargetsOf(ImageTrainingRun run) =>
            run.Teacher is { } teacher ? softLabels[(teacher, run.Recipe.DistillationTemperature)].Value : hardLabels.Value;
    }
}
