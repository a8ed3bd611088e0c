using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Training;

namespace Reproduce.Core.Backends;

/// <summary>Hand-written vector code on the CPU: the same bits on every x64 machine, for any number of threads.</summary>
public sealed class SimdBackend : IBackend
{
    /// <inheritdoc/>
    public BackendDevice Device { get; } = BackendDevice.Host();

    /// <inheritdoc/>
    public string Label => "";

    /// <inheritdoc/>
    public int ModelsSideBySide(int threads) => threads;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> KeyParts => ImmutableDictionary<string, string>.Empty;

    /// <inheritdoc/>
    /// <remarks>
    /// Each model is trained on one thread: several threads in one model would wait for each other after every layer. A model depends only
    /// on its run: not on other models, their order or the number of threads.
    /// </remarks>
    public IEnumerable<TrainedModel<ImageNetwork>> Train(
        IReadOnlyList<TrainingRun<ImageNetwork>> runs,
        ImageSet data,
        int threads,
        Func<ModelId, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(data);
        runs.Validate(data);
        begin ??= _ => new NoCheckpoints();
        var hardLabels = runs
            .Where(run => run.Teacher is null)
            .Select(run => run.Recipe.LabelSmoothing)
            .Distinct()
            .ToDictionary(
                smoothing => smoothing,
                smoothing => new Lazy<float[]>(() => LabelProbabilities.Hard(data.Labels, data.ClassCount, smoothing)));
        // The students of one teacher share its soft labels.
        var softLabels = runs
            .Where(run => run.Teacher is not null)
            .Select(run => (Teacher: run.Teacher!, run.Recipe.DistillationTemperature))
            .Distinct()
            .ToDictionary(pair => pair, pair => new Lazy<float[]>(() => SoftLabels(pair.Teacher, pair.DistillationTemperature)));
        return ParallelTraining.Run(runs, threads, TrainUnlessSkipped, cancellation).OfType<TrainedModel<ImageNetwork>>();

        TrainedModel<ImageNetwork>? TrainUnlessSkipped(TrainingRun<ImageNetwork> run)
        {
            // Checked before begin, which claims the model.
            cancellation.ThrowIfCancellationRequested();
            return begin(run.Id) is { } checkpoints ? SimdTrainer.Train(run, data, TargetsOf(run), checkpoints, cancellation) : null;
        }

        float[] TargetsOf(TrainingRun<ImageNetwork> run) =>
            run.Teacher is { } teacher
                ? softLabels[(teacher, run.Recipe.DistillationTemperature)].Value
                : hardLabels[run.Recipe.LabelSmoothing].Value;

        float[] SoftLabels(ImageNetwork teacher, double temperature)
        {
            using var network = new SimdNetwork(teacher);
            return LabelProbabilities.Soft(network, data, temperature);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Attributions take as many images as a vector has: their activations then stay in the processor's caches.</remarks>
    public ImageBatching BatchingOf(ImageShape images, int threads) => new(ImageBatches.SizeFor(images), FeatureMap.Lanes, threads);

    /// <inheritdoc/>
    public IConvolutionalNetwork Open(ImageNetwork network) => new SimdNetwork(network);
}
