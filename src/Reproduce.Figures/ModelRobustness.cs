namespace Reproduce.Figures;

/// <summary>A model's accuracies without and under attacks.</summary>
/// <param name="Name">The model's name, such as <c>FS_tempT_from_FT_tempT</c>.</param>
/// <param name="Cells">One for each column of the chart.</param>
public sealed record ModelRobustness(string Name, IReadOnlyList<RobustnessCell> Cells);

/// <summary>A cell of the chart.</summary>
/// <param name="Accuracy">The measured accuracy, 0 to 1, or null where it was not measured.</param>
/// <param name="Published">The paper's, 0 to 1, or null where the paper has none.</param>
public readonly record struct RobustnessCell(double? Accuracy, double? Published = null);
