using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>A network's logits at given points, up to a common constant, which softmax ignores.</summary>
public sealed class PointLogits
{
    private readonly double[] _first;
    private readonly double[] _second;

    private PointLogits(double[] first, double[] second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>
    /// The scale of the logits: the root mean square, over points and classes, of the logits minus their mean over classes.
    /// </summary>
    public double Scale
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < _first.Length; i++)
            {
                var mean = (_first[i] + _second[i]) / Perceptron.Classes;
                sum += (mean * mean) + ((_first[i] - mean) * (_first[i] - mean)) + ((_second[i] - mean) * (_second[i] - mean));
            }

            return Math.Sqrt(sum / (Perceptron.Classes * _first.Length));
        }
    }

    /// <summary>Evaluates the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="x0">First coordinates, shape <c>[N]</c>, N at least 1.</param>
    /// <param name="x1">Second coordinates, shape <c>[N]</c>.</param>
    /// <exception cref="ArgumentException">There are no points, the lengths differ, or a parameter is not a finite number.</exception>
    public static PointLogits Of(Perceptron network, ReadOnlySpan<double> x0, ReadOnlySpan<double> x1)
    {
        if (x0.IsEmpty || x0.Length != x1.Length)
        {
            throw new ArgumentException(
                $"Expected as many second coordinates as first ones, at least one, but there are {x0.Length} and {x1.Length}.",
                nameof(x1));
        }

        var first = new double[x0.Length];
        var second = new double[x0.Length];
        new LogitDifferences(network).Evaluate(x0, x1, first, second);
        return new PointLogits(first, second);
    }

    /// <summary>The class with the largest logit at a point; the smallest index if several are equal.</summary>
    /// <param name="index">The point's index.</param>
    public int PredictedClass(int index) =>
        LogitDifferences.LargestOf(_first[index], _second[index]);

    /// <summary>Share of the points whose predicted class is their label.</summary>
    /// <param name="labels">Labels 0, 1 or 2, shape <c>[N]</c>.</param>
    /// <exception cref="ArgumentException">The number of labels is not that of the points.</exception>
    public double Accuracy(ReadOnlySpan<int> labels)
    {
        if (labels.Length != _first.Length)
        {
            throw new ArgumentException($"{_first.Length} points need as many labels, but there are {labels.Length}.", nameof(labels));
        }

        var correct = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            correct += PredictedClass(i) == labels[i] ? 1 : 0;
        }

        return correct / (double)labels.Length;
    }
}
