using Reproduce.Core.Models;
using Reproduce.Core.Training;

namespace Reproduce.Cli.Train;

/// <summary>A training set with its models, whatever kind of network they are.</summary>
internal interface ITrainingSet
{
    /// <summary>The data set's name, such as <c>Signs</c>.</summary>
    string Title { get; }

    /// <summary>Training samples.</summary>
    int SampleCount { get; }

    /// <summary>Trained numbers of a network.</summary>
    int ParametersOf(NetworkSpecification network);

    /// <summary>Multiplications of one forward pass of one sample; training takes about three times as many.</summary>
    double MultiplicationsOf(NetworkSpecification network);

    /// <summary>Whether a model is in the store.</summary>
    bool IsStored(ModelId id);

    /// <summary>Trains a little and measures how long one sample of one epoch takes, in seconds, while all threads do the same.</summary>
    /// <param name="recipe">The recipe of a teacher.</param>
    /// <param name="threads">Models side by side, at least 1.</param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    double SecondsPerSample(Recipe recipe, int threads, CancellationToken cancellation);

    /// <summary>Trains the models that are not in the store, teachers first, and stores each as soon as it is done.</summary>
    /// <param name="ids">The models; teachers of students need not be named.</param>
    /// <param name="progress">Is told of each finished model.</param>
    /// <param name="cancellation">Stops after the current epochs; finished models are kept.</param>
    void Train(IReadOnlyList<ModelId> ids, IProgress<TrainingProgress> progress, CancellationToken cancellation);
}
