namespace Reproduce.Core.Attacks;

/// <summary>
/// The pair of an image's values that JSMA changes: of all pairs whose change raises the target's output and lowers the sum of the others,
/// the one with the largest product of the two effects.
/// </summary>
/// <remarks>
/// It is the maximum over all pairs, and not over a selection. A pair gets no worse if one of its values is exchanged for one with no
/// smaller effect of either kind; so both values of some best pair are among those to which fewer than two others are equal or better in
/// both. These are few (two, where one effect follows from the other), and are found by one sort; only their pairs are compared. Products
/// are 64 bits wide, so that small derivatives don't vanish in them.
/// </remarks>
/// <param name="size">Number of values of an image.</param>
/// <param name="theta">What a chosen value is changed by. Values that can't change any further are no candidates.</param>
internal sealed class SaliencyPair(int size, float theta)
{
    private readonly (float Up, float Down, int Index)[] _candidates = new (float, float, int)[size];

    /// <summary>The pair's first value.</summary>
    public int First { get; private set; }

    /// <summary>The pair's second value.</summary>
    public int Second { get; private set; }

    /// <summary>Looks for the best pair; false if there is none.</summary>
    /// <param name="image">The image's values, in [0, 1].</param>
    /// <param name="ofTarget">The derivatives of the target's output.</param>
    /// <param name="ofOthers">The derivatives of the sum of the other outputs.</param>
    public bool Find(ReadOnlySpan<float> image, ReadOnlySpan<float> ofTarget, ReadOnlySpan<float> ofOthers)
    {
        var candidates = _candidates.AsSpan(0, Select(image, ofTarget, ofOthers));
        var largest = 0.0;
        for (var i = 0; i < candidates.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var up = (double)candidates[i].Up + candidates[j].Up;
                var down = (double)candidates[i].Down + candidates[j].Down;
                if (up > 0 && down > 0 && up * down > largest)
                {
                    largest = up * down;
                    (First, Second) = (candidates[j].Index, candidates[i].Index);
                }
            }
        }

        return largest > 0;
    }

    /// <summary>Moves the values that may be in the best pair to the front; returns their number.</summary>
    private int Select(ReadOnlySpan<float> image, ReadOnlySpan<float> ofTarget, ReadOnlySpan<float> ofOthers)
    {
        var sign = theta > 0 ? 1 : -1;
        var (limit, count) = (theta > 0 ? 1f : 0f, 0);
        for (var i = 0; i < image.Length; i++)
        {
            if (image[i] != limit)
            {
                _candidates[count++] = (sign * ofTarget[i], -sign * ofOthers[i], i);
            }
        }

        var candidates = _candidates.AsSpan(0, count);
        candidates.Sort(static (a, b) => a.Up != b.Up ? b.Up.CompareTo(a.Up)
            : a.Down != b.Down ? b.Down.CompareTo(a.Down) : a.Index.CompareTo(b.Index));
        var (kept, first, second) = (0, float.NegativeInfinity, float.NegativeInfinity);
        foreach (var candidate in candidates)
        {
            // The two largest falls of those before it, whose rise is no smaller.
            if (candidate.Down <= second)
            {
                continue;
            }

            candidates[kept++] = candidate;
            (first, second) = candidate.Down > first ? (candidate.Down, first) : (first, candidate.Down);
        }

        return kept;
    }
}
