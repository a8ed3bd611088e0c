using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>How far a training or measurement has come.</summary>
/// <param name="What">The activity and its models, such as <c>Training toy</c>.</param>
/// <param name="Done">Finished models.</param>
/// <param name="Total">All models of this training, without those that other processes are known to train.</param>
/// <param name="Work">Share of the work that is done, above 0 and up to 1: models differ in size and length of training.</param>
/// <param name="Elapsed">Time since it started.</param>
public sealed record TrainingProgress(string What, int Done, int Total, double Work, TimeSpan Elapsed)
{
    /// <summary>The model whose training this process has just finished; null where this reports something else.</summary>
    public FinishedModel? Finished { get; init; }

    /// <summary>Time left if the rest of the work goes on as fast.</summary>
    public TimeSpan Remaining => Elapsed * ((1 - Work) / Work);

    /// <inheritdoc/>
    public override string ToString() => $"{What} models: {Done} of {Total}, {Elapsed.TotalSeconds:0} s, about {Remaining.TotalSeconds:0} s left";
}

/// <summary>A model whose training is finished.</summary>
/// <param name="Id">Which model.</param>
/// <param name="Duration">Time that its training took on its thread, with the time before an interruption.</param>
public sealed record FinishedModel(ModelId Id, TimeSpan Duration);
