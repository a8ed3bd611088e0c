using System.Runtime.Intrinsics;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>The label probabilities that a model is trained on.</summary>
public static class SoftLabels
{
    /// <summary>One-hot probabilities of the true labels, shape <c>[3, N]</c>.</summary>
    /// <param name="data">The toy set.</param>
    public static float[] OneHot(ToyRing data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var targets = new float[ToyRing.ClassCount * data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            targets[(data.Labels[i] * data.Count) + i] = 1;
        }

        return targets;
    }

    /// <summary>A teacher's softmax(logits / T), shape <c>[3, N]</c>. There is no hard-label term (protocol of the released code).</summary>
    /// <param name="teacher">The trained teacher.</param>
    /// <param name="data">The toy set.</param>
    /// <param name="temperature">The distillation temperature T, at least 1.</param>
    public static float[] FromTeacher(Perceptron teacher, ToyRing data, double temperature)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(data);
        var targets = new float[ToyRing.ClassCount * data.Count];
        Span<double> probabilities = stackalloc double[ToyRing.ClassCount];
        for (var i = 0; i < data.Count; i++)
        {
            teacher.Logits((float)data.X0[i], (float)data.X1[i], probabilities);
            Softmax(probabilities, temperature);
            for (var k = 0; k < probabilities.Length; k++)
            {
                targets[(k * data.Count) + i] = (float)probabilities[k];
            }
        }

        return targets;
    }

    /// <summary>softmax(logits / T) of one sample, in double precision.</summary>
    /// <remarks>The exponentials are the runtime's own, not the C library's: the same bits whatever the system, and so the same students.</remarks>
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
