using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;

namespace Reproduce.Claims.Images;

/// <summary>
/// Accuracies under attack, ours and the paper's: what sub-claims on robustness are decided from, wherever they come from. A study has the
/// right ones; a negative control changes some.
/// </summary>
/// <param name="Recognized">
/// 100 for each image that the models of a flavour recognize under an attack, else 0; shape <c>[seeds, images]</c>.
/// </param>
/// <param name="Published">The paper's accuracy in percent; null where it has none.</param>
internal sealed record AttackedAccuracies(
    Func<string, AttackVariant, ImmutableArray<double[]>> Recognized, Func<string, AttackVariant, double?> Published)
{
    /// <summary>Those of a study, beside the paper's on its data set, or on CIFAR-10 where it has none.</summary>
    public static AttackedAccuracies Of(ImageStudy study)
    {
        var published = PublishedTables.RobustnessOrCifar10(study.DataSet.Quick.DataSet);
        return new(
            (model, attack) => study.Of(model).Recognized(attack), (model, attack) => published.Find(ModelName.Parse(model), attack));
    }
}
