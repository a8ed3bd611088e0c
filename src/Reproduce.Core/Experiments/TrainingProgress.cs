using System.Globalization;

namespace Reproduce.Core.Experiments;

/// <summary>How far a training has come.</summary>
/// <param name="What">What is trained, such as <c>toy</c>.</param>
/// <param name="Done">Finished models.</param>
/// <param name="Total">All models of this training.</param>
/// <param name="Elapsed">Time since it started.</param>
public sealed record TrainingProgress(string What, int Done, int Total, TimeSpan Elapsed)
{
    /// <summary>Time left if the rest takes as long for each model.</summary>
    public TimeSpan Remaining => Elapsed * ((double)(Total - Done) / Done);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Training {What} models: {Done} of {Total}, {Elapsed.TotalSeconds:0} s, about {Remaining.TotalSeconds:0} s left");
}
