using Reproduce.Core.Networks;
using static TorchSharp.torch;

namespace Reproduce.Torch.Networks;

/// <summary>
/// The toy network as a TorchSharp module, with dropout (rate 0 in the paper) between its two layers. Its parameters have PyTorch's names:
/// <c>classifier.0.weight</c>, <c>classifier.0.bias</c>, <c>classifier.2.weight</c>, <c>classifier.2.bias</c>.
/// </summary>
public sealed class ToyPerceptronModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp derives the names of the parameters from this name.
    private readonly nn.Module<Tensor, Tensor> classifier;

    /// <summary>Makes a network with TorchSharp's initial weights, which a trainer overwrites.</summary>
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
}
