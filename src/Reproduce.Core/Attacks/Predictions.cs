using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>What a network predicts for images: logits, classes, and the rank of the true class.</summary>
/// <remarks>
/// Of equal logits the one of the lower class comes first, as in PyTorch's argmax (its topk leaves the order of equals open). A logit that
/// is NaN comes before all numbers, as in PyTorch.
/// </remarks>
public static class Predictions
{
    /// <summary>The logits of any number of images.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">One or more images as the network takes them, shape <c>[N, C, H, W]</c>.</param>
    /// <param name="batchSize">Images that go through the network together, at least 1.</param>
    /// <param name="threads">Batches at the same time, at least 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Shape <c>[N, classes]</c>.</returns>
    /// <exception cref="ArgumentException">A number is below 1, or the length is not that of one or more whole images.</exception>
    public static float[] Logits(
        IDifferentiableNetwork network, ReadOnlyMemory<float> images, int batchSize, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ImageArguments.CheckLength(network.Input, images.Span);
        var size = network.Input.Size;
        var logits = new float[images.Length / size * network.ClassCount];
        ImageBatches.ForEach(
            images.Length / size,
            batchSize,
            threads,
            (first, count) =>
            {
                using var pass = network.Forward(images.Span.Slice(first * size, count * size));
                pass.Logits.CopyTo(logits.AsSpan(first * network.ClassCount));
            },
            cancellation);
        return logits;
    }

    /// <summary>The predicted class of one image.</summary>
    /// <param name="logits">The image's logits, shape <c>[classes]</c>, at least one.</param>
    public static int ClassOf(ReadOnlySpan<float> logits)
    {
        var first = 0;
        for (var k = 1; k < logits.Length; k++)
        {
            if (IsAbove(logits[k], logits[first]))
            {
                first = k;
            }
        }

        return first;
    }

    /// <summary>The predicted class of every image.</summary>
    /// <param name="logits">Shape <c>[N, classes]</c>.</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <returns>Shape <c>[N]</c>.</returns>
    /// <exception cref="ArgumentException">The logits are not whole rows of classes.</exception>
    public static int[] Classes(ReadOnlySpan<float> logits, int classCount)
    {
        ImageArguments.AtLeastOne(classCount);
        if (logits.Length % classCount != 0)
        {
            throw new ArgumentException($"{logits.Length} logits are not rows of {classCount} classes.", nameof(logits));
        }

        var classes = new int[logits.Length / classCount];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = ClassOf(logits.Slice(i * classCount, classCount));
        }

        return classes;
    }

    /// <summary>How many classes come before the true one: 0 if it is the predicted class.</summary>
    /// <param name="logits">The image's logits, shape <c>[classes]</c>.</param>
    /// <param name="label">The true class.</param>
    public static int RankOf(ReadOnlySpan<float> logits, int label)
    {
        var before = 0;
        for (var k = 0; k < logits.Length; k++)
        {
            before += IsAbove(logits[k], logits[label]) || (k < label && !IsAbove(logits[label], logits[k])) ? 1 : 0;
        }

        return before;
    }

    /// <summary>The rank of every image's true class: see <see cref="RankOf"/>.</summary>
    /// <param name="logits">Shape <c>[N, classes]</c>.</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>.</param>
    /// <returns>Shape <c>[N]</c>.</returns>
    /// <exception cref="ArgumentException">The logits are not those of so many images.</exception>
    public static int[] Ranks(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        var classCount = ClassCountOf(logits, labels.Length);
        var ranks = new int[labels.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = RankOf(logits.Slice(i * classCount, classCount), labels[i]);
        }

        return ranks;
    }

    /// <summary>The number of classes that so many logits of so many images have.</summary>
    internal static int ClassCountOf(ReadOnlySpan<float> logits, int imageCount)
    {
        if (imageCount == 0 || logits.IsEmpty || logits.Length % imageCount != 0)
        {
            throw new ArgumentException($"{logits.Length} logits are not those of {imageCount} images.", nameof(logits));
        }

        return logits.Length / imageCount;
    }

    private static bool IsAbove(float a, float b) => a > b || (float.IsNaN(a) && !float.IsNaN(b));
}
