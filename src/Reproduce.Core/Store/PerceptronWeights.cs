using System.Collections.Immutable;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Store;

/// <summary>A toy perceptron's weights under PyTorch's names.</summary>
public static class PerceptronWeights
{
    private const string HiddenWeights = "classifier.0.weight";
    private const string HiddenBiases = "classifier.0.bias";
    private const string OutputWeights = "classifier.2.weight";
    private const string OutputBiases = "classifier.2.bias";

    /// <summary>The weights, in the order of PyTorch's <c>state_dict</c>.</summary>
    /// <param name="network">The network.</param>
    public static ImmutableArray<NamedArray> ToNamedArrays(Perceptron network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return
        [
            new NamedArray(HiddenWeights, [network.Hidden, Perceptron.Inputs], network.HiddenWeights.ToArray()),
            new NamedArray(HiddenBiases, [network.Hidden], network.HiddenBiases.ToArray()),
            new NamedArray(OutputWeights, [Perceptron.Classes, network.Hidden], network.OutputWeights.ToArray()),
            new NamedArray(OutputBiases, [Perceptron.Classes], network.OutputBiases.ToArray()),
        ];
    }

    /// <summary>The network of these weights.</summary>
    /// <param name="weights">The four arrays, in any order.</param>
    /// <exception cref="ArgumentException">One is missing, or their sizes are not those of a 2-H-3 perceptron.</exception>
    public static Perceptron FromNamedArrays(IReadOnlyCollection<NamedArray> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        string[] order = [HiddenWeights, HiddenBiases, OutputWeights, OutputBiases];
        return new Perceptron([.. order.SelectMany(name => ValuesOf(name).ToArray())]);

        ReadOnlyMemory<float> ValuesOf(string name) =>
            weights.FirstOrDefault(array => array.Name == name)?.Values
            ?? throw new ArgumentException(
                $"'{name}' is missing; a toy perceptron has {string.Join(", ", order)}, but there are "
                + $"{string.Join(", ", weights.Select(array => array.Name))}.",
                nameof(weights));
    }
}
