using System.Collections.Immutable;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>
/// The state of a training run between two epochs. A run that resumes from it ends with the same bits as an uninterrupted one.
/// </summary>
/// <param name="EpochsDone">Number of finished epochs, at least 1.</param>
/// <param name="Parameters">The weights, shape <c>[P]</c>.</param>
/// <param name="Optimizer">The optimizer's moments.</param>
/// <param name="Order">The order of the samples in the last epoch, which the next epoch shuffles, shape <c>[N]</c>.</param>
/// <param name="SampleOrder">State of the random stream that shuffles the samples.</param>
/// <param name="Dropout">State of the random stream of dropout.</param>
/// <param name="Losses">The losses so far.</param>
/// <param name="Elapsed">
/// Time that the training of this model has taken so far; for models that are trained as one, an equal share of it.
/// </param>
public sealed record TrainingCheckpoint(
    int EpochsDone,
    ImmutableArray<float> Parameters,
    AdamState Optimizer,
    ImmutableArray<int> Order,
    MersenneTwisterState SampleOrder,
    MersenneTwisterState Dropout,
    LossHistory Losses,
    TimeSpan Elapsed);

/// <summary>The state of Adam between two steps.</summary>
/// <param name="FirstMoments">Moving averages of the gradients, shape <c>[P]</c>.</param>
/// <param name="SecondMoments">Moving averages of their squares, shape <c>[P]</c>.</param>
/// <param name="Beta1Power">Beta1 to the power of the number of steps taken.</param>
/// <param name="Beta2Power">Beta2 to the power of the number of steps taken.</param>
public sealed record AdamState(
    ImmutableArray<float> FirstMoments, ImmutableArray<float> SecondMoments, double Beta1Power, double Beta2Power);
