using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;

namespace Reproduce.Claims.Images;

/// <summary>The models of one flavour, one for each seed, with their outcomes on logits of many scales.</summary>
/// <param name="Name">The flavour.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Models">The models, in the order of the seeds.</param>
/// <param name="Outcomes">Their outcomes, in the same order.</param>
internal sealed record MaskingGroup(
    ModelName Name,
    ImageExperiment Experiment,
    ImmutableArray<StoredModel<ImageNetwork>> Models,
    ImmutableArray<MaskingOutcome> Outcomes)
{
    /// <summary>100 for each image that is still recognized under an attack, else 0; shape <c>[seeds, images]</c>.</summary>
    public ImmutableArray<double[]> Recognized(ScaledAttack attack) => AmongTheTop(Experiment.TopK, attack);

    /// <summary>The same, where the true class's logit has to be among the k largest.</summary>
    public ImmutableArray<double[]> AmongTheTop(int k, ScaledAttack attack) =>
        [.. Outcomes.Select(outcome => outcome.IsRight(attack, k).InPercent())];

    /// <summary>The same of images that are recognized whatever the logits are divided by, from 1/100 to 100.</summary>
    public ImmutableArray<double[]> RecognizedOnEveryScale(AttackVariant attack)
    {
        var scaled = ScaledAttackSuite.TemperaturesOf(Experiment)
            .Select(temperature => Recognized(new ScaledAttack(attack, temperature))).ToArray();
        return
        [
            .. Outcomes.Select((outcome, seed) =>
                Enumerable.Range(0, outcome.Vanishes.Length).Select(image => scaled.Min(recognized => recognized[seed][image])).ToArray()),
        ];
    }

    /// <summary>Mean accuracy over the seeds in percent.</summary>
    public double Accuracy(ScaledAttack attack) => Recognized(attack).Mean();
}
