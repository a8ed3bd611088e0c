using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;

namespace Reproduce.Core.Training;

/// <summary>The label probabilities that image models are trained on.</summary>
public static class ImageLabels
{
    private const int BatchSize = FeatureMap.Lanes;

    /// <summary>One-hot probabilities of the true labels, shape <c>[N, classes]</c>.</summary>
    /// <param name="data">The set.</param>
    public static float[] OneHot(ImageSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var targets = new float[data.Count * data.ClassCount];
        for (var i = 0; i < data.Count; i++)
        {
            targets[(i * data.ClassCount) + data.Labels[i]] = 1;
        }

        return targets;
    }

    /// <summary>A teacher's softmax(logits / T), shape <c>[N, classes]</c>: no hard-label term, no T² factor (released code).</summary>
    /// <param name="teacher">The trained teacher.</param>
    /// <param name="data">The set.</param>
    /// <param name="temperature">The distillation temperature T, at least 1, whatever temperature the teacher was trained at.</param>
    public static float[] FromTeacher(ImageNetwork teacher, ImageSet data, double temperature)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var network = new SimdNetwork(teacher);
        var targets = new float[data.Count * data.ClassCount];
        var images = new float[BatchSize * data.Shape.Size];
        for (var first = 0; first < data.Count; first += BatchSize)
        {
            var count = Math.Min(BatchSize, data.Count - first);
            var batch = images.AsSpan(0, count * data.Shape.Size);
            Normalization.ToUnitRange(data.Pixels.Span.Slice(first * data.Shape.Size, batch.Length), batch);
            Normalization.Normalize(batch, batch);
            using var pass = network.Forward(batch);
            for (var i = 0; i < count; i++)
            {
                SoftLabels.Softmax(
                    pass.Logits.Slice(i * data.ClassCount, data.ClassCount),
                    temperature,
                    targets.AsSpan((first + i) * data.ClassCount, data.ClassCount));
            }
        }

        return targets;
    }

    /// <summary>
    /// Entropy of one image's label probabilities in nats: 0 for a hard label, ln(classes) for a uniform one. It is the least cross-entropy
    /// that a student can reach.
    /// </summary>
    /// <param name="probabilities">Shape <c>[classes]</c>.</param>
    public static double Entropy(ReadOnlySpan<float> probabilities)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            sum -= probability > 0 ? probability * Math.Log(probability) : 0;
        }

        return sum;
    }
}
