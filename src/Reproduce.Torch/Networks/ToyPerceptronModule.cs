using Reproduce.Core.Networks;
using static TorchSharp.torch;

namespace Reproduce.Torch.Networks;

/// <summary>
/// The toy network as a TorchSharp module, with PyTorch's names: <c>classifier.0.weight</c>, <c>classifier.0.bias</c>,
/// <c>classifier.2.weight</c>, <c>classifier.2.bias</c>, and dropout (of rate 0 in the paper's own models) between the two layers.
/// </summary>
public sealed class ToyPerceptronModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp names the parameters after this field.
    private readonly nn.Module<Tensor, Tensor> classifier;

    /// <summary>A network with the library's first weights; a trainer overwrites them.</summary>
    /// <param name="hidden">Number of hidden units, at least 1.</param>
    /// <param name="dropout">Probability of dropping a hidden unit in training, in [0, 1).</param>
    public ToyPerceptronModule(int hidden, double dropout = 0)
        : base(nameof(ToyPerceptronModule))
    {
        classifier = nn.Sequential(
            ("0", nn.Linear(Perceptron.Inputs, hidden)),
            ("1", nn.ReLU()),
            ("dropout", nn.Dropout(dropout)),
            ("2", nn.Linear(hidden, Perceptron.Classes)));
        RegisterComponents();
    }

    /// <summary>The logits.</summary>
    /// <param name="input">Points, shape <c>[N, 2]</c>.</param>
    /// <returns>Shape <c>[N, 3]</c>.</returns>
    public override Tensor forward(Tensor input) => classifier.call(input);

    /// <summary>The weights as a value.</summary>
    public Perceptron ToPerceptron()
    {
        using var scope = NewDisposeScope();
        return new Perceptron([.. parameters().SelectMany(parameter => parameter.detach().cpu().data<float>().ToArray())]);
    }
}
