using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Figures.Drawing;
using ScottPlot;

namespace Reproduce.Figures;

/// <summary>Figure 3: decision heatmaps of teachers (above) and their students (below), a column for each temperature.</summary>
public static class BothRegularizersFigure
{
    private const int PanelWidth = 400;
    private const int HeadingHeight = 56;

    /// <summary>Draws the figure.</summary>
    /// <param name="data">The toy set; its bounding box is the window.</param>
    /// <param name="pairs">The columns from left to right, at least one; in the paper, T = 10, 40, 70, 100.</param>
    /// <returns>A PNG of 400 pixels a column.</returns>
    /// <exception cref="ArgumentException"><paramref name="pairs"/> is empty.</exception>
    public static byte[] Render(ToyRing data, IReadOnlyList<TeacherAndStudent> pairs) => Compose(data, pairs).ToPng();

    internal static PanelLayout Layout(ToyRing data, int columns) => new(columns, Rows: 2, PanelWidth, HeadingHeight, data.Bounds);

    internal static FigurePage Compose(ToyRing data, IReadOnlyList<TeacherAndStudent> pairs)
    {
        if (pairs.Count == 0)
        {
            throw new ArgumentException("The figure has a column for each temperature: give at least one pair.", nameof(pairs));
        }

        return Layout(data, pairs.Count).Compose(
            "Class probabilities by temperature: Full teacher, and its student",
            [
                .. pairs.Select(pair => Panel($"Teacher, T = {pair.Temperature}", pair.Teacher)),
                .. pairs.Select(pair => Panel($"Student, T = {pair.Temperature}", pair.Student)),
            ]);

        Plot Panel(string title, Perceptron network) =>
            InputPlane.Heatmap(title, data, network, Shading.Probabilities, TextSizes.LargePanel);
    }
}

/// <summary>A column of figure 3.</summary>
/// <param name="Temperature">The temperature that both were trained at.</param>
/// <param name="Teacher">The Full teacher.</param>
/// <param name="Student">Its Full student.</param>
public sealed record TeacherAndStudent(int Temperature, Perceptron Teacher, Perceptron Student);
