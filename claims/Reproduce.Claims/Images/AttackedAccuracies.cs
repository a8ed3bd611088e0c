using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>
/// Accuracies under attack, ours and the paper's: what sub-claims on robustness are decided from, wherever they come from. A study has the
/// right ones; a negative control changes some.
/// </summary>
/// <param name="Recognized">
/// 100 for each image that the models of a flavour recognize under an attack, else 0; shape <c>[seeds, images]</c>.
/// </param>
/// <param name="RecognizedOfAll">
/// The same of all test images that there are, of a flavour trained at T under the CW-strong version of FGSM or PGD.
/// </param>
/// <param name="Published">The paper's accuracy in percent; null where it has none.</param>
internal sealed record AttackedAccuracies(
    Func<ModelName, AttackVariant, ImmutableArray<double[]>> Recognized,
    Func<ModelName, AttackVariant, ImmutableArray<double[]>> RecognizedOfAll,
    Func<ModelName, AttackVariant, double?> Published)
{
    /// <summary>Those of a study, beside the paper's on its data set, or on CIFAR-10 where it has none.</summary>
    public static AttackedAccuracies Of(ImageStudy study)
    {
        var published = PublishedTables.RobustnessOrCifar10(study.DataSet.Quick.DataSet);
        return new(
            (model, attack) => study.Of(model).Recognized(attack),
            (model, attack) => OfAll(study, study.Of(model), attack),
            (model, attack) => published.Find(model, attack));
    }

    private static ImmutableArray<double[]> OfAll(ImageStudy study, ModelGroup group, AttackVariant strong)
    {
        if (study.Data.Test.Count == study.TestSample.Count)
        {
            return group.Recognized(strong);
        }

        var attacks = ScaledAttackSuite.Strong(study.Experiment);
        var outcomes = study.Attack(group.Models, attacks, study.Data.Test);
        SourceLedger.Note(MaskingMeasurement.KeyName, outcomes.Select(outcome => (outcome.Id, outcome.Key, outcome.Provenance)));
        var attack = attacks.Single(one => one.Attack == strong.Weak);
        return [.. outcomes.Select(outcome => outcome.IsRight(attack, study.Experiment.TopK).InPercent())];
    }
}
