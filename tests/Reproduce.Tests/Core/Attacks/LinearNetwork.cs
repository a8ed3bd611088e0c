using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Tests.Core.Attacks;

/// <summary>
/// Logits = scale * (weights * pixels + biases): a network whose attacks can be computed by hand. Counts how it is used; one thread at a
/// time where that is looked at.
/// </summary>
internal sealed class LinearNetwork(ImageShape input, float[][] weights, float[] biases, float scale = 1) : IDifferentiableNetwork
{
    public ImageShape Input => input;

    public int ClassCount => biases.Length;

    /// <summary>Images in each forward pass.</summary>
    public List<int> BatchSizes { get; } = [];

    /// <summary>Images in each gradient.</summary>
    public List<int> GradientSizes { get; } = [];

    /// <summary>The weights of one class.</summary>
    public float[] WeightsOf(int label) => weights[label];

    /// <summary>Weights and biases in [-1, 1].</summary>
    public static LinearNetwork Random(ImageShape input, int classCount, string key, float scale = 1)
    {
        var random = MersenneTwister.FromKey(key);
        float Next() => (float)((2 * random.NextDouble()) - 1);
        var weights = Enumerable.Range(0, classCount).Select(_ => Enumerable.Range(0, input.Size).Select(_ => Next()).ToArray()).ToArray();
        return new LinearNetwork(input, weights, [.. Enumerable.Range(0, classCount).Select(_ => Next())], scale);
    }

    /// <summary>
    /// How far the label's logit leads in the worst image within epsilon, the clipping to [0, 1] apart: the smallest, over the other
    /// classes, of (difference of logits) - epsilon * (L1 norm of the difference of weights). Without the scale.
    /// </summary>
    public float WorstMarginOf(float[] image, int label, float epsilon) =>
        Enumerable.Range(0, ClassCount).Where(k => k != label).Min(k =>
        {
            float[] difference = [.. weights[label].Zip(weights[k], (a, b) => a - b)];
            var lead = biases[label] - biases[k] + difference.Zip(image, (a, b) => a * b).Sum();
            return lead - (epsilon * difference.Sum(Math.Abs));
        });

    public IForwardPass Forward(ReadOnlySpan<float> images)
    {
        var count = images.Length / input.Size;
        var logits = new float[count * ClassCount];
        for (var i = 0; i < logits.Length; i++)
        {
            var image = images.Slice(i / ClassCount * input.Size, input.Size);
            var k = i % ClassCount;
            var sum = biases[k];
            for (var p = 0; p < image.Length; p++)
            {
                sum += weights[k][p] * image[p];
            }

            logits[i] = scale * sum;
        }

        lock (BatchSizes)
        {
            BatchSizes.Add(count);
        }

        return new Pass(this, logits);
    }

    private void AddGradient(ReadOnlySpan<float> logitWeights, Span<float> gradient)
    {
        gradient.Clear();
        for (var k = 0; k < logitWeights.Length; k++)
        {
            for (var p = 0; p < gradient.Length; p++)
            {
                gradient[p] += scale * logitWeights[k] * weights[k][p];
            }
        }
    }

    private sealed class Pass(LinearNetwork network, float[] logits) : IForwardPass
    {
        public ReadOnlySpan<float> Logits => logits;

        public void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients)
        {
            var (classes, size) = (network.ClassCount, network.Input.Size);
            logitWeights.Length.Should().Be(logits.Length);
            gradients.Length.Should().Be(logits.Length / classes * size);
            for (var i = 0; i < logits.Length / classes; i++)
            {
                network.AddGradient(logitWeights.Slice(i * classes, classes), gradients.Slice(i * size, size));
            }

            lock (network.BatchSizes)
            {
                network.GradientSizes.Add(logits.Length / classes);
            }
        }

        public void Dispose()
        {
        }
    }
}
