using System.Collections.Immutable;
using Reproduce.Core.Experiments;

namespace Reproduce.Core.Attacks;

/// <summary>An attack as a column of the paper's tables: the attack, and whether it is its CW-strong version.</summary>
/// <param name="Name">The column, such as <c>PGD-CW</c>.</param>
/// <param name="Attack">The attack.</param>
/// <param name="IsStrong">Whether the logits are divided by the temperature that the attacked model was trained at.</param>
public sealed record AttackColumn(string Name, IAttack Attack, bool IsStrong);

/// <summary>The attacks of an experiment.</summary>
public static class AttackSuite
{
    /// <summary>The column of the images as they are.</summary>
    public const string Clean = "None";

    /// <summary>The column of the control: an attack whose loss does not depend on the logits' scale.</summary>
    public const string Control = "APGD-DLR";

    private const string Strong = "-CW";

    /// <summary>The columns in the tables' order: each attack, then its strong version; the control last.</summary>
    /// <param name="experiment">The experiment.</param>
    public static ImmutableArray<AttackColumn> Of(ImageExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        // One start for all models: a teacher and its student are attacked from the same points.
        IEnumerable<IAttack> attacks = [new Fgsm(), new Pgd("pgd"), .. experiment.HasDeepFool ? [new DeepFool()] : Array.Empty<IAttack>()];
        return
        [
            .. attacks.SelectMany(attack => (AttackColumn[])
            [
                new AttackColumn(attack.Name, attack, IsStrong: false), new AttackColumn(StrongName(attack.Name), attack, IsStrong: true),
            ]),
            new AttackColumn(Control, new ApgdDlr("apgd"), IsStrong: false),
        ];
    }

    /// <summary>The column of an attack's CW-strong version.</summary>
    /// <param name="attack">The weak version's column.</param>
    public static string StrongName(string attack) => attack + Strong;
}
