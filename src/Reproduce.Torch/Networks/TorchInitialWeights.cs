using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using static TorchSharp.torch;

namespace Reproduce.Torch.Networks;

/// <summary>
/// Draws the initial weights of a network of linear and convolutional layers from a given random stream, not TorchSharp's generator.
/// </summary>
public static class TorchInitialWeights
{
    /// <summary>Draws the weights and biases of every layer, in the order of the network's parameters (PyTorch's defaults).</summary>
    /// <param name="network">The network, changed in place.</param>
    /// <param name="random">The random stream.</param>
    /// <exception cref="ArgumentException">A parameter is neither a weight nor a bias.</exception>
    public static void Apply(nn.Module network, MersenneTwister random)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var fanIn = 0L;
        foreach (var (name, parameter) in network.named_parameters())
        {
            fanIn = name.Split('.')[^1] switch
            {
                "weight" => parameter.numel() / parameter.shape[0],
                "bias" => fanIn,
                _ => throw new ArgumentException($"Parameter '{name}' is neither a weight nor a bias of a layer.", nameof(network)),
            };
            var values = new float[parameter.numel()];
            InitialWeights.Fill(values, checked((int)fanIn), random);
            parameter.copy_(tensor(values, parameter.shape));
        }
    }
}
