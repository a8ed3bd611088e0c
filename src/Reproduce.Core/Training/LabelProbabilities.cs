using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;

namespace Reproduce.Core.Training;

/// <summary>The label probabilities to train on: hard labels for teachers, soft labels for students.</summary>
public static class LabelProbabilities
{
    private const int BatchSize = FeatureMap.Lanes;

    /// <summary>Hard labels: probability 1 for the true class, 0 for the others.</summary>
    /// <param name="labels">The true classes, shape <c>[N]</c>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="smoothing">
    /// Share of the probability that is spread evenly over all classes, in [0, 1): see <see cref="Models.Recipe.LabelSmoothing"/>.
    /// </param>
    /// <returns>Shape <c>[N, classes]</c>.</returns>
    public static float[] Hard(ImmutableArray<int> labels, int classes, double smoothing = 0)
    {
        var probabilities = new float[labels.Length * classes];
        Array.Fill(probabilities, (float)(smoothing / classes));
        for (var i = 0; i < labels.Length; i++)
        {
            probabilities[(i * classes) + labels[i]] = (float)(1 - smoothing + (smoothing / classes));
        }

        return probabilities;
    }

    /// <summary>Soft labels: a toy teacher's softmax(logits / T). There is no hard-label term (protocol of the released code).</summary>
    /// <param name="teacher">The trained teacher.</param>
    /// <param name="data">The toy set.</param>
    /// <param name="temperature">
    /// The distillation temperature T, at least 1; it may differ from the temperature that the teacher was trained at.
    /// </param>
    /// <returns>Shape <c>[N, 3]</c>.</returns>
    public static float[] Soft(Perceptron teacher, ToyRing data, double temperature)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(data);
        var probabilities = new float[data.Count * ToyRing.ClassCount];
        Span<double> values = stackalloc double[ToyRing.ClassCount];
        for (var i = 0; i < data.Count; i++)
        {
            teacher.Logits((float)data.X0[i], (float)data.X1[i], values);
            Softmax(values, temperature);
            for (var k = 0; k < values.Length; k++)
            {
                probabilities[(i * values.Length) + k] = (float)values[k];
            }
        }

        return probabilities;
    }

    /// <summary>Soft labels: a teacher's softmax(logits / T); no hard-label term, no T² factor (released code).</summary>
    /// <param name="teacher">The trained teacher, a network of normalized images.</param>
    /// <param name="data">The set.</param>
    /// <param name="temperature">
    /// The distillation temperature T, at least 1; it may differ from the temperature that the teacher was trained at.
    /// </param>
    /// <returns>Shape <c>[N, classes]</c>.</returns>
    public static float[] Soft(IDifferentiableNetwork teacher, ImageSet data, double temperature)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(data);
        var probabilities = new float[data.Count * data.ClassCount];
        var images = new float[BatchSize * data.Shape.Size];
        for (var first = 0; first < data.Count; first += BatchSize)
        {
            var count = Math.Min(BatchSize, data.Count - first);
            var batch = images.AsSpan(0, count * data.Shape.Size);
            Normalization.ToUnitRange(data.Pixels.Span.Slice(first * data.Shape.Size, batch.Length), batch);
            Normalization.Normalize(batch, batch);
            using var pass = teacher.Forward(batch);
            for (var i = 0; i < count; i++)
            {
                Softmax(
                    pass.Logits.Slice(i * data.ClassCount, data.ClassCount),
                    temperature,
                    probabilities.AsSpan((first + i) * data.ClassCount, data.ClassCount));
            }
        }

        return probabilities;
    }

    /// <summary>softmax(logits / T) of one sample, in double precision.</summary>
    /// <remarks>
    /// Uses the .NET runtime's exponential, not the C library's: it gives the same bits, and so the same students, on every system.
    /// </remarks>
    /// <param name="logits">Shape <c>[classes]</c>.</param>
    /// <param name="temperature">The temperature T, above 0.</param>
    /// <param name="probabilities">Receives the probabilities.</param>
    public static void Softmax(ReadOnlySpan<float> logits, double temperature, Span<float> probabilities)
    {
        Span<double> values = logits.Length <= 256 ? stackalloc double[logits.Length] : new double[logits.Length];
        for (var k = 0; k < logits.Length; k++)
        {
            values[k] = logits[k];
        }

        Softmax(values, temperature);
        for (var k = 0; k < logits.Length; k++)
        {
            probabilities[k] = (float)values[k];
        }
    }

    /// <summary>
    /// Entropy of one sample's label probabilities in nats: 0 for a hard label, ln(classes) for a uniform one. No student can reach a
    /// lower cross-entropy.
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

    private static void Softmax(Span<double> logits, double temperature)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var sum = 0.0;
        foreach (ref var logit in logits)
        {
            logit = Vector128.Exp(Vector128.Create((logit - largest) / temperature))[0];
            sum += logit;
        }

        foreach (ref var probability in logits)
        {
            probability /= sum;
        }
    }
}
