namespace Reproduce.Figures;

/// <summary>The training losses of one model.</summary>
/// <param name="Name">The model's name, such as <c>FS_tempT_from_FT_tempT</c>.</param>
/// <param name="EpochLosses">The mean loss of each epoch, from the first on.</param>
public sealed record LossCurve(string Name, IReadOnlyList<double> EpochLosses);
