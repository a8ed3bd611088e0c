namespace Reproduce.Figures;

/// <summary>A cell of <see cref="RobustnessChart"/>: a model's accuracy under an attack.</summary>
/// <param name="Accuracy">The measured accuracy, 0 to 1, or null where it was not measured.</param>
/// <param name="Published">The paper's, 0 to 1, or null where the paper has none.</param>
public readonly record struct RobustnessCell(double? Accuracy, double? Published = null);
