using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Models;

namespace Reproduce.Core.Networks;

/// <summary>
/// The layers of the paper's image networks (sections 5.2 and 5.3; sizes from the released code). c3-n is a 3 x 3 convolution with n
/// filters and a ReLU, pk is a k x k max-pool:
/// <list type="bullet">
/// <item>CIFAR-10 Full: [c3-64 c3-64 p2] [c3-128 c3-128 p2] dropout fc256 ReLU dropout fc256 ReLU fc10.</item>
/// <item>CIFAR-10 Reduced: [c3-32 p2] [c3-64 p2] dropout fc128 ReLU fc10.</item>
/// <item>TSRD Full: three blocks [c3-64 p2 c3-64 p2], dropout fc128 ReLU dropout fc128 ReLU fc58.</item>
/// <item>TSRD Reduced: three blocks [c3-32 p4], dropout fc64 ReLU fc58.</item>
/// </list>
/// </summary>
public static class ImageNetworkLayers
{
    private const int ColourChannels = 3;

    /// <summary>The size of the images that a network takes.</summary>
    /// <param name="network">An image network.</param>
    public static ImageShape InputOf(NetworkSpecification network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ImageShape(ColourChannels, network.ImageSide, network.ImageSide);
    }

    /// <summary>The layers, from the image to the logits, with PyTorch's names.</summary>
    /// <param name="network">An image network; its width factor multiplies every layer but the last.</param>
    /// <exception cref="ArgumentException">The network is not an image network, or its size is out of range.</exception>
    public static ImmutableArray<NetworkLayer> Of(NetworkSpecification network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var builder = new Builder(network);
        switch (network.Kind, network.Architecture)
        {
            case (NetworkSpecification.Cifar10, Architecture.Full):
                builder.Block([64, 64], pool: 2, poolAfterEach: false);
                builder.Block([128, 128], pool: 2, poolAfterEach: false);
                builder.Classifier(256, 256);
                break;
            case (NetworkSpecification.Cifar10, Architecture.Reduced):
                builder.Block([32], pool: 2, poolAfterEach: true);
                builder.Block([64], pool: 2, poolAfterEach: true);
                builder.Classifier(128);
                break;
            case (NetworkSpecification.Tsrd, Architecture.Full):
                builder.Block([64, 64], pool: 2, poolAfterEach: true);
                builder.Block([64, 64], pool: 2, poolAfterEach: true);
                builder.Block([64, 64], pool: 2, poolAfterEach: true);
                builder.Classifier(128, 128);
                break;
            case (NetworkSpecification.Tsrd, Architecture.Reduced):
                builder.Block([32], pool: 4, poolAfterEach: true);
                builder.Block([32], pool: 4, poolAfterEach: true);
                builder.Block([32], pool: 4, poolAfterEach: true);
                builder.Classifier(64);
                break;
            default:
                throw new ArgumentException(
                    $"A network of kind '{network.Kind}' has no image layers; expected {NetworkSpecification.Cifar10} or "
                    + $"{NetworkSpecification.Tsrd}.",
                    nameof(network));
        }

        return builder.Layers.ToImmutable();
    }

    /// <summary>Number of weights and biases.</summary>
    /// <param name="layers">The layers.</param>
    public static int ParameterCount(IEnumerable<NetworkLayer> layers) => layers.Sum(layer => layer switch
    {
        NetworkLayer.Convolution c => (9 * c.Inputs * c.Filters) + c.Filters,
        NetworkLayer.Linear l => (l.Inputs * l.Outputs) + l.Outputs,
        _ => 0,
    });

    /// <summary>
    /// Number of multiplications in the forward pass of one image; the costs of training and of attacks are proportional to it.
    /// </summary>
    /// <param name="network">An image network.</param>
    public static double MultiplicationsOf(NetworkSpecification network)
    {
        var (sum, side) = (0.0, InputOf(network).Width);
        foreach (var layer in Of(network))
        {
            sum += layer switch
            {
                NetworkLayer.Convolution c => 9.0 * c.Inputs * c.Filters * side * side,
                NetworkLayer.Linear l => (double)l.Inputs * l.Outputs,
                _ => 0,
            };
            side /= layer is NetworkLayer.MaxPool pool ? pool.Size : 1;
        }

        return sum;
    }

    /// <summary>Numbers in the outputs of all layers for one image: what a training keeps for its backward pass.</summary>
    /// <param name="network">An image network.</param>
    public static long OutputsOf(NetworkSpecification network)
    {
        var input = InputOf(network);
        var (sum, side, size) = (0L, input.Width, (long)input.Size);
        foreach (var layer in Of(network))
        {
            side /= layer is NetworkLayer.MaxPool pool ? pool.Size : 1;
            size = layer switch
            {
                NetworkLayer.Convolution c => (long)c.Filters * side * side,
                NetworkLayer.MaxPool shrinking => size / (shrinking.Size * shrinking.Size),
                NetworkLayer.Linear l => l.Outputs,
                _ => size,
            };
            sum += size;
        }

        return sum;
    }

    private sealed class Builder
    {
        private readonly NetworkSpecification _network;
        private int _channels = ColourChannels;
        private int _side;
        private int _blocks;

        public Builder(NetworkSpecification network)
        {
            _network = network;
            _side = network.ImageSide;
            if (network.ImageSide < 1 || network.Classes < 1 || !(network.Width > 0))
            {
                throw new ArgumentException(
                    $"An image network needs ImageSide, Classes and Width above 0, but has {network.ImageSide}, {network.Classes} and "
                    + $"{network.Width}.",
                    nameof(network));
            }
        }

        public ImmutableArray<NetworkLayer>.Builder Layers { get; } = ImmutableArray.CreateBuilder<NetworkLayer>();

        public void Block(int[] filters, int pool, bool poolAfterEach)
        {
            var (prefix, index) = ($"convblock{++_blocks}", 0);
            foreach (var (place, width) in filters.Select(Scaled).Index())
            {
                Layers.Add(new NetworkLayer.Convolution($"{prefix}.{index++}", _channels, width));
                Layers.Add(new NetworkLayer.Relu($"{prefix}.{index++}"));
                _channels = width;
                if (poolAfterEach || place == filters.Length - 1)
                {
                    Layers.Add(new NetworkLayer.MaxPool($"{prefix}.{index++}", pool));
                    _side = _side % pool == 0
                        ? _side / pool
                        : throw new ArgumentException(
                            $"Maps of side {_side} can't be pooled by {pool}: an ImageSide of {_network.ImageSide} does not fit a "
                            + $"{_network.Kind} network; choose another.");
                }
            }
        }

        public void Classifier(params int[] widths)
        {
            var (index, features) = (0, _channels * _side * _side);
            foreach (var width in widths.Select(Scaled))
            {
                Layers.Add(new NetworkLayer.Dropout($"classifier.{index++}", _network.Dropout));
                Layers.Add(new NetworkLayer.Linear($"classifier.{index++}", features, width));
                Layers.Add(new NetworkLayer.Relu($"classifier.{index++}"));
                features = width;
            }

            Layers.Add(new NetworkLayer.Linear($"classifier.{index}", features, _network.Classes));
        }

        private int Scaled(int width) => Math.Max(1, (int)Math.Round(width * _network.Width, MidpointRounding.AwayFromZero));
    }
}
