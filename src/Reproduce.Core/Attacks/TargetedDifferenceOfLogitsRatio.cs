namespace Reproduce.Core.Attacks;

/// <summary>
/// The targeted 'difference of logits ratio' loss, which an attack raises: -(true logit - target's logit) / (largest logit - mean of third
/// and fourth largest). As for the untargeted one, a scale or a shift of the logits changes nothing.
/// </summary>
/// <remarks>
/// Source: Croce and Hein, "Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks", ICML 2020,
/// section 4.1.
/// </remarks>
public static class TargetedDifferenceOfLogitsRatio
{
    /// <summary>The fewest classes with which the loss is defined.</summary>
    public const int FewestClasses = 4;

    /// <summary>The loss of one image, and the direction of its gradient.</summary>
    /// <param name="logits">Shape <c>[classes]</c>, at least four.</param>
    /// <param name="label">The true class.</param>
    /// <param name="target">The class that the image is to be taken for, another one than the true class.</param>
    /// <param name="weights">
    /// Receives the loss's derivatives with respect to the logits, multiplied by the denominator, shape <c>[classes]</c>: this keeps their
    /// signs and avoids numbers too large or too small. Where the first four logits are equal, those of the numerator alone.
    /// </param>
    /// <returns>The loss: above 0 if the target's logit is above that of the true class; 0 if the first four are equal.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than four classes, a length does not fit, or label or target is out of range, or they are the same.
    /// </exception>
    public static float Evaluate(ReadOnlySpan<float> logits, int label, int target, Span<float> weights)
    {
        RequireClasses(logits.Length, nameof(logits));
        AttackArguments.CheckClass(label, logits.Length);
        AttackArguments.CheckClass(target, logits.Length);
        if (target == label)
        {
            throw new ArgumentException($"The target is {target}, the true class; expected another one.", nameof(target));
        }

        AttackArguments.CheckRoom(logits, weights);
        Span<int> largest = stackalloc int[FewestClasses];
        AttackTargets.Largest(logits, largest);
        var spread = logits[largest[0]] - ((logits[largest[2]] + logits[largest[3]]) / 2);
        var ratio = spread > 0 ? (logits[label] - logits[target]) / spread : 0;
        weights.Clear();
        weights[label] -= 1;
        weights[target] += 1;
        weights[largest[0]] += ratio;
        weights[largest[2]] -= ratio / 2;
        weights[largest[3]] -= ratio / 2;
        return -ratio;
    }

    /// <summary>Checks the number of classes.</summary>
    internal static void RequireClasses(int classCount, string name)
    {
        if (classCount < FewestClasses)
        {
            throw new ArgumentException(
                $"The targeted ratio of logit differences needs {FewestClasses} classes or more, but there are {classCount}.", name);
        }
    }
}
