namespace Reproduce.Core.Attacks;

/// <summary>A weak attack on logits that are divided by some temperature, with the loss's derivative in some arithmetic.</summary>
/// <param name="Attack">The attack, in its weak version.</param>
/// <param name="Temperature">What the logits are divided by, above 0: below 1 they are multiplied. 1 is the weak attack itself.</param>
/// <param name="Arithmetic">The arithmetic of the loss's derivative with respect to the logits.</param>
public sealed record ScaledAttack(AttackVariant Attack, float Temperature = 1, LossArithmetic Arithmetic = LossArithmetic.SinglePrecision)
{
    /// <summary>Its name in stored arrays, such as <c>PGD/t=0.05/float64</c>.</summary>
    public string Title => FormattableString.Invariant(
        $"{Attack}/t={Temperature}{(Arithmetic == LossArithmetic.DoublePrecision ? "/float64" : "")}");

    /// <summary>The title.</summary>
    public override string ToString() => Title;
}
