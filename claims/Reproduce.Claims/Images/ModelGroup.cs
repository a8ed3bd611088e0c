using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;

namespace Reproduce.Claims.Images;

/// <summary>The models of one flavour, one for each of its seeds, with their outcomes under attack.</summary>
/// <param name="Name">The flavour.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Models">The models, in the order of the seeds.</param>
/// <param name="Outcomes">Their outcomes, in the same order.</param>
internal sealed record ModelGroup(
    ModelName Name,
    ImageExperiment Experiment,
    ImmutableArray<StoredModel<ImageNetwork>> Models,
    ImmutableArray<RobustnessOutcome> Outcomes)
{
    /// <summary>The model of the first seed, which figures of one model show.</summary>
    public StoredModel<ImageNetwork> OfFirstSeed => Models[0];

    /// <summary>Number of seeds.</summary>
    public int SeedCount => Models.Length;

    /// <summary>100 for each image that is still recognized under an attack, else 0; shape <c>[seeds, images]</c>.</summary>
    public ImmutableArray<double[]> Recognized(AttackVariant attack) =>
        [.. Outcomes.Select(outcome => outcome.Attacks[attack].IsRight(Experiment.TopK).InPercent())];

    /// <summary>The same, where the true class's logit has to be the largest.</summary>
    public ImmutableArray<double[]> Predicted(AttackVariant attack) =>
        [.. Outcomes.Select(outcome => outcome.Attacks[attack].IsRight(k: 1).InPercent())];

    /// <summary>The same on the first training images as they are.</summary>
    public ImmutableArray<double[]> RecognizedInTraining() =>
        [.. Outcomes.Select(outcome => outcome.Training.IsRight(Experiment.TopK).InPercent())];

    /// <summary>100 for each image whose loss has a gradient of exactly zero, else 0; shape <c>[seeds, images]</c>.</summary>
    public ImmutableArray<double[]> Vanishing() => [.. Outcomes.Select(outcome => outcome.Vanishes.InPercent())];

    /// <summary>The same on logits divided by the training temperature.</summary>
    public ImmutableArray<double[]> VanishingWhenStrong() => [.. Outcomes.Select(outcome => outcome.StrongVanishes.InPercent())];

    /// <summary>Entropy of the soft labels in percent of ln(classes), shape <c>[seeds, images]</c>.</summary>
    public ImmutableArray<double[]> SoftLabelEntropies() =>
    [
        .. Outcomes.Select(outcome =>
            outcome.SoftLabelEntropies.Select(entropy => 100 * entropy / Math.Log(Experiment.Classes)).ToArray()),
    ];

    /// <summary>Mean accuracy over the seeds in percent.</summary>
    public double Accuracy(AttackVariant attack) => Recognized(attack).Mean();
}
