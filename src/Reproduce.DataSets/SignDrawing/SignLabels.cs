using System.Collections.Immutable;
using Reproduce.Core.Randomness;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>Which class each image shows. The labels of a smaller set are the beginning of those of a larger one.</summary>
internal static class SignLabels
{
    /// <summary>One image of every class in a random order, then again one of every class in another order, and so on.</summary>
    /// <param name="key">Key of the split's random streams.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="count">Number of labels.</param>
    public static ImmutableArray<int> Of(string key, int classes, int count)
    {
        var labels = new List<int>(count + classes);
        for (var round = 0; labels.Count < count; round++)
        {
            int[] order = [.. Enumerable.Range(0, classes)];
            MersenneTwister.FromKey($"{key}/labels={round}").Shuffle(order);
            labels.AddRange(order);
        }

        return [.. labels.Take(count)];
    }
}
