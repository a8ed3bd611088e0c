using System.Collections.Immutable;
using Reproduce.Core.Experiments;

namespace Reproduce.Core.Attacks;

/// <summary>The paper's attacks, and one control of ours.</summary>
public static class AttackSuite
{
    /// <summary>The images as they are.</summary>
    public static AttackVariant Clean { get; } = new(new NoAttack());

    /// <summary>FGSM; its strong version is <see cref="AttackVariant.Strong"/>.</summary>
    public static AttackVariant Fgsm { get; } = new(new Fgsm());

    /// <summary>PGD from one random start, the same for all models: a teacher and its student are attacked from the same points.</summary>
    public static AttackVariant Pgd { get; } = new(new Pgd("pgd"));

    /// <summary>DeepFool.</summary>
    public static AttackVariant DeepFool { get; } = new(new DeepFool());

    /// <summary>The control: an attack whose loss does not depend on the logits' scale.</summary>
    public static AttackVariant Control { get; } = new(new ApgdDlr("apgd"));

    /// <summary>The columns in the tables' order: the clean images; each attack, then its strong version; the control.</summary>
    /// <param name="experiment">The experiment.</param>
    public static ImmutableArray<AttackVariant> Of(ImageExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        AttackVariant[] attacks = experiment.HasDeepFool ? [Fgsm, Pgd, DeepFool] : [Fgsm, Pgd];
        return [Clean, .. attacks.SelectMany(attack => new[] { attack, attack.Strong }), Control];
    }
}
