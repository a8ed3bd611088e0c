using Reproduce.Core.Networks;

namespace Reproduce.Figures;

/// <summary>What the figures show of one trained toy model.</summary>
/// <param name="Name">The model's name, such as <c>FS_tempT_from_FT_tempT</c>.</param>
/// <param name="Network">The trained network.</param>
/// <param name="EpochLosses">The mean training loss of each epoch, from the first on.</param>
public sealed record ToyModel(string Name, Perceptron Network, IReadOnlyList<double> EpochLosses);
