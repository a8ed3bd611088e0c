using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Tests.Core.Attributions;

/// <summary>
/// A function of a few numbers with one logit, and its gradient, both written down: attributions of it can be computed by hand.
/// </summary>
/// <param name="inputs">How many numbers.</param>
/// <param name="function">The logit.</param>
/// <param name="gradient">Its derivatives, one for each number.</param>
internal sealed class FunctionNetwork(int inputs, Func<float[], float> function, Func<float[], float[]> gradient) : IDifferentiableNetwork
{
    public ImageShape Input { get; } = new(1, 1, inputs);

    public int ClassCount => 1;

    /// <summary>Images in each forward pass.</summary>
    public List<int> BatchSizes { get; } = [];

    /// <summary>ReLU(ReLU(a) - 1 - ReLU(b)), a small network as the literature on attributions uses them.</summary>
    public static FunctionNetwork ThreeRelus() => new(
        2,
        x => Relu(Relu(x[0]) - 1 - Relu(x[1])),
        x => Relu(x[0]) - 1 - Relu(x[1]) > 0 ? [Step(x[0]), -Step(x[1])] : [0, 0]);

    public IForwardPass Forward(ReadOnlySpan<float> images)
    {
        float[][] points = [.. images.ToArray().Chunk(inputs)];
        BatchSizes.Add(points.Length);
        return new Pass([.. points.Select(function)], [.. points.SelectMany(gradient)], inputs);
    }

    private static float Relu(float x) => Math.Max(x, 0);

    private static float Step(float x) => x > 0 ? 1 : 0;

    private sealed class Pass(float[] logits, float[] gradient, int inputs) : IForwardPass
    {
        public ReadOnlySpan<float> Logits => logits;

        public void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients)
        {
            for (var i = 0; i < gradients.Length; i++)
            {
                gradients[i] = logitWeights[i / inputs] * gradient[i];
            }
        }

        public void Dispose()
        {
        }
    }
}
