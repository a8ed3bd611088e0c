using System.Collections.Immutable;
using Reproduce.Core.Networks;
using static TorchSharp.torch;

namespace Reproduce.Torch.Networks;

/// <summary>
/// A TorchSharp module made from a list of layers. Its parameters have the names of the <c>state_dict</c> of a network written in PyTorch:
/// <c>convblock1.0.weight</c>, ..., <c>classifier.3.bias</c>.
/// </summary>
public sealed class LayeredModule : nn.Module<Tensor, Tensor>
{
    private readonly ImmutableArray<(NetworkLayer Layer, nn.Module<Tensor, Tensor> Module)> _modules;

    /// <summary>Makes a network with TorchSharp's initial weights, which a trainer or <see cref="TorchNetwork"/> overwrites.</summary>
    /// <param name="layers">The layers, from the image to the logits.</param>
    public LayeredModule(ImmutableArray<NetworkLayer> layers)
        : base(nameof(LayeredModule))
    {
        _modules = [.. layers.Select(layer => (layer, ModuleOf(layer)))];
        foreach (var block in _modules.GroupBy(item => item.Layer.Block))
        {
            register_module(block.Key, nn.Sequential(block.Select(item => (item.Layer.Name.Split('.')[1], item.Module)).ToArray()));
        }
    }

    /// <summary>The layers, from the image to the logits.</summary>
    internal ImmutableArray<NetworkLayer> Layers => [.. _modules.Select(item => item.Layer)];

    /// <summary>The logits.</summary>
    /// <param name="input">Normalized images, shape <c>[N, C, H, W]</c>.</param>
    /// <returns>Shape <c>[N, classes]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var value = input.alias();
        for (var i = 0; i < _modules.Length; i++)
        {
            value = Apply(i, value);
        }

        return value.MoveToOuterDisposeScope();
    }

    /// <summary>The output of one layer.</summary>
    internal Tensor Apply(int layer, Tensor input) => _modules[layer].Module.call(
        _modules[layer].Layer is NetworkLayer.Dropout or NetworkLayer.Linear ? input.flatten(1) : input);

    /// <summary>Replaces all parameters.</summary>
    /// <param name="values">In the order of <see cref="ImageNetwork.Parameters"/>.</param>
    /// <exception cref="ArgumentException">The number of parameters is wrong.</exception>
    public void Load(ReadOnlySpan<float> values)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var count = parameters().Sum(parameter => parameter.numel());
        if (values.Length != count)
        {
            throw new ArgumentException($"The module has {count} parameters, but {values.Length} were given.", nameof(values));
        }

        foreach (var parameter in parameters())
        {
            var length = checked((int)parameter.numel());
            parameter.copy_(tensor(values[..length].ToArray(), parameter.shape));
            values = values[length..];
        }
    }

    private static nn.Module<Tensor, Tensor> ModuleOf(NetworkLayer layer) => layer switch
    {
        NetworkLayer.Convolution c => nn.Conv2d(c.Inputs, c.Filters, kernel_size: 3, padding: 1),
        NetworkLayer.Relu => nn.ReLU(),
        NetworkLayer.MaxPool p => nn.MaxPool2d(p.Size),
        NetworkLayer.Dropout d => nn.Dropout(d.Rate),
        NetworkLayer.Linear l => nn.Linear(l.Inputs, l.Outputs),
        _ => throw new ArgumentException($"There is no module for {layer}.", nameof(layer)),
    };
}
