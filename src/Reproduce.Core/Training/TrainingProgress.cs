using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>The progress of training or measuring a set of models.</summary>
/// <param name="What">The activity and its models, such as <c>Training toy</c>.</param>
/// <param name="Done">Number of finished models.</param>
/// <param name="Total">Number of models, without those that other processes are known to train.</param>
/// <param name="Work">Share of the work that is done, above 0 and up to 1; models differ in their work.</param>
/// <param name="Elapsed">Time since the start.</param>
public sealed record TrainingProgress(string What, int Done, int Total, double Work, TimeSpan Elapsed)
{
    /// <summary>The model that this process has just trained; null if the report is about something else.</summary>
    public FinishedModel? Finished { get; init; }

    /// <summary>Estimated time left, at the speed so far.</summary>
    public TimeSpan Remaining => Elapsed * ((1 - Work) / Work);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{What} models: {Done} of {Total}, {Elapsed.TotalSeconds:0} s, about {Remaining.TotalSeconds:0} s left";
}

/// <summary>A model whose training is finished.</summary>
/// <param name="Id">Which model.</param>
/// <param name="Duration">Time that its training took, including the time before an interruption.</param>
public sealed record FinishedModel(ModelId Id, TimeSpan Duration);
