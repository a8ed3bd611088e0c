namespace Reproduce.Core.Attacks;

/// <summary>The arithmetic in which an attack takes the derivative of the cross-entropy with respect to the logits.</summary>
public enum LossArithmetic
{
    /// <summary>
    /// That of attack libraries, in 32 bits: rounding can hide the derivative
    /// (<see cref="CrossEntropy.LogitGradients(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>).
    /// </summary>
    SinglePrecision,

    /// <summary>In 64 bits, as multiples of its largest number: nothing is hidden (<see cref="CrossEntropy.LogitDirection"/>).</summary>
    DoublePrecision,
}

/// <summary>How descriptions of attacks name the arithmetic.</summary>
internal static class LossArithmeticText
{
    /// <summary>A setting of an attack, as it follows the others; nothing for the usual one.</summary>
    public static string Setting(this LossArithmetic arithmetic) =>
        arithmetic == LossArithmetic.DoublePrecision ? ", lossDerivative=float64" : "";
}
