namespace Reproduce.Core.Attacks;

/// <summary>
/// The 'difference of logits ratio' loss, which an attack raises: -(true logit - largest other logit) / (largest logit - third largest
/// logit). Multiplying the logits or adding to them changes nothing: a large scale of the logits does not make its gradient vanish.
/// </summary>
/// <remarks>
/// Source: Croce and Hein, "Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks", ICML 2020,
/// section 4.
/// </remarks>
public static class DifferenceOfLogitsRatio
{
    /// <summary>The fewest classes with which the loss is defined.</summary>
    public const int FewestClasses = 3;

    /// <summary>The loss of one image, and the direction of its gradient.</summary>
    /// <param name="logits">Shape <c>[classes]</c>, at least three.</param>
    /// <param name="label">The true class.</param>
    /// <param name="weights">
    /// Receives the loss's derivatives with respect to the logits, multiplied by (largest - third largest logit), shape
    /// <c>[classes]</c>: this keeps their signs and avoids numbers too large or too small. Where the first three logits are equal, those
    /// of the numerator alone.
    /// </param>
    /// <returns>
    /// The loss: in [-1, 0] if the label is the predicted class, above or equal to 0 if not; 0 if the first three are equal.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than three classes, a length does not fit, or the label is out of range.
    /// </exception>
    public static float Evaluate(ReadOnlySpan<float> logits, int label, Span<float> weights)
    {
        RequireClasses(logits.Length, nameof(logits));
        AttackArguments.CheckClass(label, logits.Length);
        AttackArguments.CheckRoom(logits, weights);
        Span<int> largest = stackalloc int[FewestClasses];
        AttackTargets.Largest(logits, largest);
        var (first, second, third) = (largest[0], largest[1], largest[2]);
        var other = first == label ? second : first;
        var (difference, spread) = (logits[label] - logits[other], logits[first] - logits[third]);
        var ratio = spread > 0 ? difference / spread : 0;
        weights.Clear();
        weights[label] -= 1;
        weights[other] += 1;
        weights[first] += ratio;
        weights[third] -= ratio;
        return -ratio;
    }

    /// <summary>Checks the number of classes.</summary>
    internal static void RequireClasses(int classCount, string name)
    {
        if (classCount < FewestClasses)
        {
            throw new ArgumentException(
                $"The ratio of logit differences needs {FewestClasses} classes or more, but there are {classCount}.", name);
        }
    }
}
