using System.Runtime.Intrinsics;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>The derivative of the cross-entropy loss, in the arithmetic in which attack libraries take it.</summary>
public static class CrossEntropy
{
    /// <summary>
    /// The gradient of each image's own cross-entropy by its logits: softmax - one-hot. It is that of the sum over the batch, not of the
    /// mean, so that an image's gradient does not depend on how many others are with it.
    /// </summary>
    /// <remarks>
    /// Computed as PyTorch does, in 32 bits: the loss by log-softmax, then exp(log-softmax) - one-hot. This matters where a network is
    /// confident: the true class's derivative becomes exactly 0 if the logit leads by more than about 17, and another class's becomes
    /// subnormal if its logit is about 88 behind, and exactly 0 at about 104. The gradient masking that the paper describes is this
    /// underflow.
    /// </remarks>
    /// <param name="logits">Shape <c>[N, classes]</c>.</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>, 0 to classes - 1.</param>
    /// <param name="gradients">Receives the derivatives, shape <c>[N, classes]</c>.</param>
    /// <exception cref="ArgumentException">The lengths don't fit each other, or a label is out of range.</exception>
    public static void LogitGradients(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradients)
    {
        var classCount = Check(logits, labels, gradients);
        for (var i = 0; i < labels.Length; i++)
        {
            var row = gradients.Slice(i * classCount, classCount);
            Softmax(logits.Slice(i * classCount, classCount), row);
            row[labels[i]] -= 1;
        }
    }

    /// <summary>
    /// The direction of the gradient of one image's cross-entropy by its logits, in 64 bits: the gradient divided by its largest number, so
    /// that neither cancellation nor underflow hides it, however far a logit leads.
    /// </summary>
    /// <remarks>
    /// The true class's derivative is minus the sum of all others, and so the largest. What is left of the others is the softmax over the
    /// wrong classes alone. The divisor is above 0: it changes no sign of the gradient with respect to the image, and the signs are all
    /// that FGSM and PGD use. Without it, derivatives such as exp(-200) would vanish in the 32 bits of the network's backward pass.
    /// </remarks>
    /// <param name="logits">Shape <c>[classes]</c>, at least two.</param>
    /// <param name="label">The true class.</param>
    /// <param name="direction">
    /// Receives the derivatives divided by the largest, shape <c>[classes]</c>: -1 for the true class, 0 to 1 for others.
    /// </param>
    /// <returns>The natural logarithm of the divisor, at most 0: of the probability that the image is of a wrong class.</returns>
    /// <exception cref="ArgumentException">
    /// The lengths don't fit each other, there is one class alone, or the label is out of range.
    /// </exception>
    public static double LogitDirection(ReadOnlySpan<float> logits, int label, Span<float> direction)
    {
        if (logits.Length < 2)
        {
            throw new ArgumentException($"A direction needs two classes or more, but there are {logits.Length}.", nameof(logits));
        }

        AttackArguments.CheckClass(label, logits.Length);
        AttackArguments.CheckRoom(logits, direction);
        var largest = double.NegativeInfinity;
        for (var k = 0; k < logits.Length; k++)
        {
            largest = k == label ? largest : Math.Max(largest, logits[k]);
        }

        var sum = 0.0;
        for (var k = 0; k < logits.Length; k++)
        {
            sum += k == label ? 0 : Exp(logits[k] - largest);
        }

        var logOfSum = largest + Log(sum);
        for (var k = 0; k < logits.Length; k++)
        {
            direction[k] = (float)Exp(logits[k] - logOfSum);
        }

        direction[label] = -1;
        var lead = logits[label] - logOfSum;
        return lead > 0 ? -lead - Log(1 + Exp(-lead)) : -Log(1 + Exp(lead));
    }

    /// <summary>What an attack sends back through the network: the derivatives with respect to the logits, or their directions.</summary>
    /// <param name="arithmetic">
    /// <see cref="LossArithmetic.SinglePrecision"/>: as
    /// <see cref="LogitGradients(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>;
    /// <see cref="LossArithmetic.DoublePrecision"/>: each image's <see cref="LogitDirection"/>.
    /// </param>
    /// <param name="logits">Shape <c>[N, classes]</c>.</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>, 0 to classes - 1.</param>
    /// <param name="gradients">Receives them, shape <c>[N, classes]</c>.</param>
    /// <exception cref="ArgumentException">The lengths don't fit each other, or a label is out of range.</exception>
    public static void LogitGradients(
        LossArithmetic arithmetic, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradients)
    {
        if (arithmetic == LossArithmetic.SinglePrecision)
        {
            LogitGradients(logits, labels, gradients);
            return;
        }

        var classCount = Check(logits, labels, gradients);
        for (var i = 0; i < labels.Length; i++)
        {
            LogitDirection(
                logits.Slice(i * classCount, classCount), labels[i], gradients.Slice(i * classCount, classCount));
        }
    }

    /// <summary>
    /// The loss of one image, and its gradient as in
    /// <see cref="LogitGradients(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>.
    /// </summary>
    /// <param name="logits">Shape <c>[classes]</c>, at least one.</param>
    /// <param name="label">The true class.</param>
    /// <param name="gradient">Receives the derivatives, shape <c>[classes]</c>.</param>
    /// <returns>-ln(probability of the true class), at least 0 up to rounding.</returns>
    /// <exception cref="ArgumentException">The lengths don't fit each other, or the label is out of range.</exception>
    public static float Evaluate(ReadOnlySpan<float> logits, int label, Span<float> gradient)
    {
        AttackArguments.CheckClass(label, logits.Length);
        AttackArguments.CheckRoom(logits, gradient);
        var (largest, logOfSum) = Softmax(logits, gradient);
        gradient[label] -= 1;
        return -(logits[label] - largest - logOfSum);
    }

    /// <summary>The probabilities of one image, in the arithmetic of the loss.</summary>
    /// <param name="logits">Shape <c>[classes]</c>, at least one.</param>
    /// <param name="probabilities">Receives them, shape <c>[classes]</c>.</param>
    /// <returns>The largest logit; the logarithm of the sum of all exp(logit - largest).</returns>
    internal static (float Largest, float LogOfSum) Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var sum = 0f;
        foreach (var logit in logits)
        {
            sum += Exp(logit - largest);
        }

        var logOfSum = (float)Log(sum);
        for (var k = 0; k < logits.Length; k++)
        {
            probabilities[k] = Exp(logits[k] - largest - logOfSum);
        }

        return (largest, logOfSum);
    }

    /// <summary>
    /// The exponential of the runtime's vectors, not of the C library: it gives the same bits on every system. It is computed in 64 bits
    /// and then rounded, because the runtime's exp(0) in 32 bits is a little less than 1: the true class's derivative would be -6e-8 where
    /// it must be exactly 0.
    /// </summary>
    private static float Exp(float value) => (float)Exp((double)value);

    private static double Exp(double value) => Vector128.Exp(Vector128.Create(value))[0];

    private static double Log(double value) => Vector128.Log(Vector128.Create(value))[0];

    /// <returns>The number of classes.</returns>
    private static int Check(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> gradients)
    {
        var classCount = Predictions.ClassCountOf(logits, labels.Length);
        ImageArguments.CheckLabels(labels, classCount);
        AttackArguments.CheckRoom(logits, gradients);
        return classCount;
    }
}
