namespace Reproduce.Core.Attacks;

/// <summary>The classes that a targeted attack aims at, one after the other, for one image.</summary>
/// <param name="logits">The logits of the unperturbed image, shape <c>[classes]</c>.</param>
/// <param name="label">The true class.</param>
/// <returns>One or more classes, 0 to classes - 1, none of them the true one; the same for the same arguments.</returns>
public delegate int[] TargetRule(ReadOnlySpan<float> logits, int label);

/// <summary>How a targeted attack chooses its targets.</summary>
/// <param name="Name">What descriptions of attacks call it; two rules of the same name choose the same targets.</param>
/// <param name="Rule">The rule.</param>
public sealed record AttackTargets(string Name, TargetRule Rule)
{
    /// <summary>The class after the true one; class 0 after the last.</summary>
    public static AttackTargets Next { get; } = new("next", (logits, label) => [(label + 1) % logits.Length]);

    /// <summary>Every other class, from class 0 on.</summary>
    public static AttackTargets EachOther { get; } =
        new("each other", (logits, label) => [.. Enumerable.Range(0, logits.Length).Where(k => k != label)]);

    /// <summary>The other class that the network thinks likeliest.</summary>
    public static AttackTargets RunnerUp { get; } = new("runner-up", (logits, label) => LikeliestOthers(logits, label, count: 1));

    /// <summary>The name decides, not the function: compilers give equal functions different identities.</summary>
    public bool Equals(AttackTargets? other) => other is not null && other.Name == Name;

    /// <summary>Of the name.</summary>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The targets of one image, checked.</summary>
    /// <exception cref="ArgumentException">The rule gives none, one out of range, or the true class.</exception>
    internal int[] Of(ReadOnlySpan<float> logits, int label)
    {
        var targets = Rule(logits, label);
        var classCount = logits.Length;
        return targets is { Length: > 0 } && targets.All(target => target >= 0 && target < classCount && target != label)
            ? targets
            : throw new ArgumentException(
                $"The targets '{Name}' of class {label} are [{string.Join(", ", targets ?? [])}]; "
                + $"expected one or more of 0 to {classCount - 1}, and not the class itself.");
    }

    /// <summary>The other classes in falling order of their logits; of equals, the lower class comes first.</summary>
    internal static int[] LikeliestOthers(ReadOnlySpan<float> logits, int label, int count)
    {
        var order = new int[logits.Length];
        Largest(logits, order);
        return [.. order.Where(k => k != label).Take(count)];
    }

    /// <summary>The other class of the largest logit; of equals, the lower one. There are two classes or more.</summary>
    internal static int LikeliestOther(ReadOnlySpan<float> logits, int label)
    {
        var likeliest = label == 0 ? 1 : 0;
        for (var k = likeliest + 1; k < logits.Length; k++)
        {
            likeliest = k != label && logits[k] > logits[likeliest] ? k : likeliest;
        }

        return likeliest;
    }

    /// <summary>The classes of the largest logits, as many as there is room for; of equals, the lower class comes first.</summary>
    internal static void Largest(ReadOnlySpan<float> logits, Span<int> classes)
    {
        var count = 0;
        for (var k = 0; k < logits.Length; k++)
        {
            var place = count;
            while (place > 0 && logits[k] > logits[classes[place - 1]])
            {
                place--;
            }

            if (place == classes.Length)
            {
                continue;
            }

            count = Math.Min(count + 1, classes.Length);
            classes[place..(count - 1)].CopyTo(classes[(place + 1)..]);
            classes[place] = k;
        }
    }
}
