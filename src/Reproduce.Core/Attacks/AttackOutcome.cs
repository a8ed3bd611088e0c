using System.Collections.Immutable;

namespace Reproduce.Core.Attacks;

/// <summary>What a model predicts for each image after an attack.</summary>
/// <param name="Classes">The predicted class of each attacked image, shape <c>[N]</c>.</param>
/// <param name="Ranks">How many classes come before the true one in each attacked image's logits, 0 for none, shape <c>[N]</c>.</param>
public sealed record AttackOutcome(ImmutableArray<int> Classes, ImmutableArray<int> Ranks)
{
    /// <summary>The predictions that logits give.</summary>
    /// <param name="logits">Shape <c>[N, classes]</c>.</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>, at least one.</param>
    /// <exception cref="ArgumentException">The logits are not those of so many images.</exception>
    public static AttackOutcome Of(ReadOnlySpan<float> logits, ImmutableArray<int> labels)
    {
        var classCount = Predictions.ClassCountOf(logits, labels.Length);
        return new([.. Predictions.Classes(logits, classCount)], [.. Predictions.Ranks(logits, labels.AsSpan())]);
    }

    /// <summary>Whether each image's true class is among the k largest logits, shape <c>[N]</c>.</summary>
    /// <param name="k">At least 1.</param>
    public ImmutableArray<bool> IsRight(int k) => [.. Ranks.Select(rank => rank < k)];
}
