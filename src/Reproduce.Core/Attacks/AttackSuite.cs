using System.Collections.Immutable;
using Reproduce.Core.Experiments;

namespace Reproduce.Core.Attacks;

/// <summary>The paper's attacks, and one control of ours: the columns of the tables, and the attacks behind them.</summary>
public static class AttackSuite
{
    // PGD's steps: 2/255 of 8/255 in the paper. With another epsilon a step stays the same share of it, and ten steps reach as far.
    private const float StepsToEpsilon = 4;

    /// <summary>The images as they are.</summary>
    public static AttackVariant Clean { get; } = new("None");

    /// <summary>FGSM; its strong version is <see cref="AttackVariant.Strong"/>.</summary>
    public static AttackVariant Fgsm { get; } = new("FGSM");

    /// <summary>PGD from one random start, the same for all models: a teacher and its student are attacked from the same points.</summary>
    public static AttackVariant Pgd { get; } = new("PGD");

    /// <summary>DeepFool.</summary>
    public static AttackVariant DeepFool { get; } = new("DeepFool");

    /// <summary>The control: an attack whose loss does not depend on the logits' scale.</summary>
    public static AttackVariant Control { get; } = new("APGD-DLR");

    /// <summary>The columns in the tables' order: the clean images; each attack, then its strong version; the control.</summary>
    /// <param name="experiment">The experiment.</param>
    public static ImmutableArray<AttackVariant> Of(ImageExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        AttackVariant[] attacks = experiment.HasDeepFool ? [Fgsm, Pgd, DeepFool] : [Fgsm, Pgd];
        return [Clean, .. attacks.SelectMany(attack => new[] { attack, attack.Strong }), Control];
    }

    /// <summary>The attack of a column, with the experiment's settings; the same for the weak and the strong version.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="variant">The column.</param>
    /// <exception cref="ArgumentException">No attack has the column's name.</exception>
    public static IAttack AttackOf(ImageExperiment experiment, AttackVariant variant)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(variant);
        var epsilon = (float)experiment.Epsilon;
        IAttack[] attacks =
        [
            new NoAttack(),
            new Fgsm(epsilon),
            new Pgd("pgd", epsilon, epsilon / StepsToEpsilon),
            new DeepFool(),
            new Apgd("apgd", epsilon),
        ];
        return attacks.FirstOrDefault(attack => attack.Name == variant.Name)
            ?? throw new ArgumentException(
                $"No attack is named {variant.Name}. Expected one of {string.Join(", ", attacks.Select(attack => attack.Name))}.",
                nameof(variant));
    }
}
