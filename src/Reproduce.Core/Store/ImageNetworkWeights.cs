using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Store;

/// <summary>An image network's weights under PyTorch's names.</summary>
public static class ImageNetworkWeights
{
    /// <summary>The weights, in the order of PyTorch's <c>state_dict</c>.</summary>
    /// <param name="network">The network.</param>
    public static ImmutableArray<NamedArray> ToNamedArrays(ImageNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var arrays = ImmutableArray.CreateBuilder<NamedArray>();
        var values = network.Parameters;
        foreach (var (name, shape) in ImageNetwork.ParametersOf(network.Layers))
        {
            var length = checked((int)shape.Aggregate(1L, (product, extent) => product * extent));
            arrays.Add(new NamedArray(name, shape, values[..length].ToArray()));
            values = values[length..];
        }

        return arrays.ToImmutable();
    }

    /// <summary>The network of these weights.</summary>
    /// <param name="specification">Which network.</param>
    /// <param name="weights">Its weights, in any order.</param>
    /// <exception cref="ArgumentException">One is missing, or has another shape than the network's.</exception>
    public static ImageNetwork FromNamedArrays(NetworkSpecification specification, IReadOnlyCollection<NamedArray> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        List<float> values = [];
        foreach (var (name, shape) in ImageNetwork.ParametersOf(ImageNetworkLayers.Of(specification)))
        {
            var array = weights.FirstOrDefault(array => array.Name == name);
            if (array is null || !array.Shape.SequenceEqual(shape))
            {
                throw new ArgumentException(
                    $"{specification} has weights '{name}' of shape [{string.Join(", ", shape)}], but there are "
                    + $"{string.Join(", ", weights)}.",
                    nameof(weights));
            }

            values.AddRange(array.Values.Span);
        }

        return new ImageNetwork(specification, values.ToArray());
    }
}
