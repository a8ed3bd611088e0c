using System.Collections.Immutable;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>A training between two epochs: one that resumes from it ends with the same bits as one that was never interrupted.</summary>
/// <param name="EpochsDone">Finished epochs, at least 1.</param>
/// <param name="Parameters">The weights, shape <c>[P]</c>.</param>
/// <param name="Optimizer">The optimizer's moments.</param>
/// <param name="Order">The samples in the last epoch's order, which the next one shuffles, shape <c>[N]</c>.</param>
/// <param name="SampleOrder">The stream that shuffles.</param>
/// <param name="Dropout">The stream that drops hidden units.</param>
/// <param name="Losses">The losses so far.</param>
/// <param name="Elapsed">Time that the training of this model has taken so far: its share, where several models are trained as one.</param>
public sealed record TrainingCheckpoint(
    int EpochsDone,
    ImmutableArray<float> Parameters,
    AdamState Optimizer,
    ImmutableArray<int> Order,
    MersenneTwisterState SampleOrder,
    MersenneTwisterState Dropout,
    LossHistory Losses,
    TimeSpan Elapsed);

/// <summary>Adam between two steps.</summary>
/// <param name="FirstMoments">Means of the gradients, shape <c>[P]</c>.</param>
/// <param name="SecondMoments">Means of their squares, shape <c>[P]</c>.</param>
/// <param name="Beta1Power">The first decay to the power of the steps taken.</param>
/// <param name="Beta2Power">The second likewise.</param>
public sealed record AdamState(ImmutableArray<float> FirstMoments, ImmutableArray<float> SecondMoments, double Beta1Power, double Beta2Power);
