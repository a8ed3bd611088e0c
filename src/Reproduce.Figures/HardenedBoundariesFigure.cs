using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Figures.Drawing;
using ScottPlot;

namespace Reproduce.Figures;

/// <summary>Figure 2: a high training temperature makes decision boundaries harder, with and without distillation.</summary>
public static class HardenedBoundariesFigure
{
    private const int PanelWidth = 400;
    private const int HeadingHeight = 56;

    /// <summary>Draws the figure: three heatmaps in a row, with the data's points over them.</summary>
    /// <param name="data">The toy set; its bounding box is the window.</param>
    /// <param name="temperature">The temperature T of the second and third network, for their titles.</param>
    /// <param name="temperature1Teacher">The Full teacher trained at temperature 1.</param>
    /// <param name="teacher">The Full teacher trained at T.</param>
    /// <param name="student">The Full student of <paramref name="teacher"/> trained at T: the defensively distilled model.</param>
    /// <returns>A PNG 1200 pixels wide.</returns>
    public static byte[] Render(ToyRing data, int temperature, Perceptron temperature1Teacher, Perceptron teacher, Perceptron student) =>
        Compose(data, temperature, temperature1Teacher, teacher, student).ToPng();

    internal static PanelLayout Layout(ToyRing data) => new(Columns: 3, Rows: 1, PanelWidth, HeadingHeight, data.Bounds);

    internal static FigurePage Compose(
        ToyRing data, int temperature, Perceptron temperature1Teacher, Perceptron teacher, Perceptron student)
    {
        return Layout(data).Compose(
            "Training Temperature Hardens Decision Boundaries",
            [
                Panel("T=1: Full Teacher Model", temperature1Teacher),
                Panel($"T={temperature}: Full Teacher Model", teacher),
                Panel($"T={temperature}: Full Student Model", student),
            ]);

        Plot Panel(string title, Perceptron network) =>
            InputPlane.Heatmap(title, data, network, Shading.Probabilities, TextSizes.LargePanel);
    }
}
