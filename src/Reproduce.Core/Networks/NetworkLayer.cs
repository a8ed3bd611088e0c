namespace Reproduce.Core.Networks;

/// <summary>
/// One layer of an image network, as plain data. Modules, weights and hand-written passes are built from lists of layers.
/// </summary>
/// <param name="Name">PyTorch's name of the module, such as <c>convblock1.0</c>.</param>
public abstract record NetworkLayer(string Name)
{
    /// <summary>The module that the layer is in, such as <c>convblock1</c>.</summary>
    public string Block => Name.Split('.')[0];

    /// <summary>A 3 x 3 convolution of stride 1 with zero-padding of 1 ('same').</summary>
    /// <param name="Name">PyTorch's name.</param>
    /// <param name="Inputs">Input channels.</param>
    /// <param name="Filters">Output channels.</param>
    public sealed record Convolution(string Name, int Inputs, int Filters) : NetworkLayer(Name);

    /// <summary>max(x, 0).</summary>
    /// <param name="Name">PyTorch's name.</param>
    public sealed record Relu(string Name) : NetworkLayer(Name);

    /// <summary>Max-pooling over squares that do not overlap.</summary>
    /// <param name="Name">PyTorch's name.</param>
    /// <param name="Size">Rows and columns of a square.</param>
    public sealed record MaxPool(string Name, int Size) : NetworkLayer(Name);

    /// <summary>
    /// Dropout of single features in training; the identity in evaluation. The first dropout layer flattens <c>[C, H, W]</c> to features.
    /// </summary>
    /// <param name="Name">PyTorch's name.</param>
    /// <param name="Rate">Probability of dropping a feature, in [0, 1).</param>
    public sealed record Dropout(string Name, double Rate) : NetworkLayer(Name);

    /// <summary>A fully connected layer.</summary>
    /// <param name="Name">PyTorch's name.</param>
    /// <param name="Inputs">Input features.</param>
    /// <param name="Outputs">Output features.</param>
    public sealed record Linear(string Name, int Inputs, int Outputs) : NetworkLayer(Name);
}
