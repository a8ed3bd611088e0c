using System.Collections.Immutable;
using Reproduce.Core.Randomness;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>Which class each image shows. The labels of a smaller set are the beginning of those of a larger one.</summary>
internal static class SignLabels
{
    /// <summary>
    /// Images of a class, train and test together, in TSRD's annotation lists: the smallest of the 58 classes, those at every eighth of
    /// the way up, and the largest.
    /// </summary>
    private static readonly ImmutableArray<int> ClassSizes = [2, 12, 24, 50, 64, 118, 150, 218, 514];

    /// <summary>One image of every class, in an order drawn anew, again and again.</summary>
    /// <param name="key">Key of the split's random streams.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="count">Number of labels.</param>
    public static ImmutableArray<int> Balanced(string key, int classes, int count)
    {
        var labels = new List<int>(count + classes);
        for (var round = 0; labels.Count < count; round++)
        {
            labels.AddRange(Round(key, classes, round));
        }

        return [.. labels.Take(count)];
    }

    /// <summary>Two images of every class, and then always one of the class that lacks most of its share of TSRD's imbalance.</summary>
    /// <inheritdoc cref="Balanced"/>
    public static ImmutableArray<int> LongTailed(string key, int classes, int count)
    {
        var shares = Shares(key, classes);
        var labels = new List<int>(count);
        labels.AddRange(Round(key, classes, 0));
        labels.AddRange(Round(key, classes, 1));
        var drawn = new int[classes];
        Array.Fill(drawn, 2);
        while (labels.Count < count)
        {
            var label = MostLacking(shares, drawn, labels.Count + 1);
            drawn[label]++;
            labels.Add(label);
        }

        return [.. labels.Take(count)];
    }

    /// <summary>Each class's share of all images; which class is how large is drawn.</summary>
    private static double[] Shares(string key, int classes)
    {
        var sizes = Enumerable.Range(0, classes).Select(rank => Size((double)rank / (classes - 1))).ToArray();
        var order = Enumerable.Range(0, classes).ToArray();
        // Both splits have the same large classes: the key is that of neither.
        MersenneTwister.FromKey(key[..key.LastIndexOf('/')] + "/class-sizes").Shuffle(order);
        var total = sizes.Sum();
        return [.. order.Select(rank => sizes[rank] / total)];
    }

    /// <summary>Linear between the known class sizes.</summary>
    private static double Size(double quantile)
    {
        var position = quantile * (ClassSizes.Length - 1);
        var below = Math.Min((int)position, ClassSizes.Length - 2);
        return ClassSizes[below] + ((position - below) * (ClassSizes[below + 1] - ClassSizes[below]));
    }

    private static int MostLacking(double[] shares, int[] drawn, int total)
    {
        var most = 0;
        for (var label = 1; label < shares.Length; label++)
        {
            if ((shares[label] * total) - drawn[label] > (shares[most] * total) - drawn[most])
            {
                most = label;
            }
        }

        return most;
    }

    private static int[] Round(string key, int classes, int round)
    {
        var labels = Enumerable.Range(0, classes).ToArray();
        MersenneTwister.FromKey($"{key}/labels={round}").Shuffle(labels);
        return labels;
    }
}
