using System.Text.Json.Serialization;

namespace Reproduce.Core.Models;

/// <summary>Which network is trained.</summary>
/// <param name="Kind">The family of networks, such as <see cref="ToyPerceptron"/>.</param>
/// <param name="Architecture">Full or Reduced.</param>
/// <param name="Dropout">Probability of dropping a hidden unit in training, in [0, 1).</param>
public sealed record NetworkSpecification(string Kind, Architecture Architecture, double Dropout = 0)
{
    /// <summary>The toy set's 2-H-3 perceptron with H = 32 (Full) or 16 (Reduced) hidden ReLU units.</summary>
    public const string ToyPerceptron = "toy-perceptron";

    /// <summary>The convolutional networks of the paper's section 5.2, for images of 32 x 32.</summary>
    public const string Cifar10 = "cifar10";

    /// <summary>The convolutional networks of the paper's section 5.3, for images of 256 x 256.</summary>
    public const string Tsrd = "tsrd";

    /// <summary>Number of logits.</summary>
    public int Classes { get; init; } = 3;

    /// <summary>Rows and columns of the images that the network takes; 0 for the toy perceptron, which takes points.</summary>
    public int ImageSide { get; init; }

    /// <summary>What the width of every layer but the last is multiplied by; 1 in the paper's networks.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Number of hidden units of the toy perceptron: 32 in the Full one, 16 in the Reduced one (paper section 5.1).</summary>
    /// <exception cref="InvalidOperationException">The network is of another kind.</exception>
    [JsonIgnore]
    public int HiddenUnits => (Kind, Architecture) switch
    {
        (ToyPerceptron, Architecture.Full) => 32,
        (ToyPerceptron, Architecture.Reduced) => 16,
        _ => throw new InvalidOperationException($"A {Kind} network has no single hidden layer; expected {ToyPerceptron}."),
    };

    /// <summary>Such as <c>cifar10 Full, width 0.25, 12 classes, side 32, dropout 0.5</c>.</summary>
    public override string ToString() => $"{Kind} {Architecture}, width {Width}, {Classes} classes, side {ImageSide}, dropout {Dropout}";
}
