using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Models;

namespace Reproduce.Core.Networks;

/// <summary>A trained image network as a value: its layers and their parameters. Needs no tensor library.</summary>
public sealed class ImageNetwork
{
    private readonly float[] _parameters;

    /// <summary>Makes a network from a copy of the parameters.</summary>
    /// <param name="specification">Which network.</param>
    /// <param name="parameters">
    /// For each convolution and linear layer, in order: its weights, then its biases, row-major. Convolutions have
    /// <c>[filters, inputs, 3, 3]</c> and <c>[filters]</c>, linear layers have <c>[outputs, inputs]</c> and <c>[outputs]</c>.
    /// </param>
    /// <exception cref="ArgumentException">The number of parameters does not fit the network.</exception>
    public ImageNetwork(NetworkSpecification specification, ReadOnlySpan<float> parameters)
    {
        Specification = specification;
        Layers = ImageNetworkLayers.Of(specification);
        var count = ImageNetworkLayers.ParameterCount(Layers);
        if (parameters.Length != count)
        {
            throw new ArgumentException($"{specification} has {count} parameters, but {parameters.Length} were given.", nameof(parameters));
        }

        _parameters = parameters.ToArray();
    }

    /// <summary>The specification of the network.</summary>
    public NetworkSpecification Specification { get; }

    /// <summary>The layers, from the image to the logits.</summary>
    public ImmutableArray<NetworkLayer> Layers { get; }

    /// <summary>Size of an image.</summary>
    public ImageShape Input => ImageNetworkLayers.InputOf(Specification);

    /// <summary>All parameters, in the order that the constructor takes.</summary>
    public ReadOnlySpan<float> Parameters => _parameters;

    /// <summary>PyTorch's names and shapes of the parameters, in their order.</summary>
    /// <param name="layers">The layers.</param>
    public static IEnumerable<(string Name, ImmutableArray<long> Shape)> ParametersOf(IEnumerable<NetworkLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (var layer in layers)
        {
            switch (layer)
            {
                case NetworkLayer.Convolution c:
                    yield return (c.Name + ".weight", [c.Filters, c.Inputs, 3, 3]);
                    yield return (c.Name + ".bias", [c.Filters]);
                    break;
                case NetworkLayer.Linear l:
                    yield return (l.Name + ".weight", [l.Outputs, l.Inputs]);
                    yield return (l.Name + ".bias", [l.Outputs]);
                    break;
            }
        }
    }
}
