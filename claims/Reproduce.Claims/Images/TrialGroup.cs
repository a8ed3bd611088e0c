using System.Collections.Immutable;
using Reproduce.Core.Attacks;

namespace Reproduce.Claims.Images;

/// <summary>What attacks beside the paper's did to the models of one flavour, one for each of its seeds.</summary>
/// <param name="Outcomes">The outcomes in the order of the seeds.</param>
/// <param name="TopK">Among how many of the largest logits the true class's must be.</param>
internal sealed record TrialGroup(ImmutableArray<TrialOutcome> Outcomes, int TopK)
{
    /// <summary>100 for each image that is still recognized in a trial, else 0; shape <c>[seeds, images]</c>.</summary>
    public ImmutableArray<double[]> Recognized(string trial) =>
        [.. Outcomes.Select(outcome => outcome.Trials[trial].Prediction.IsRight(TopK).InPercent())];

    /// <summary>The same, where the true class's logit has to be the largest.</summary>
    public ImmutableArray<double[]> Predicted(string trial) => (this with { TopK = 1 }).Recognized(trial);

    /// <summary>Euclidean distances of the attacked images from the images, shape <c>[seeds, images]</c>.</summary>
    public ImmutableArray<double[]> Distances(string trial) =>
        [.. Outcomes.Select(outcome => outcome.Trials[trial].Distances.ToArray())];
}
