using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Figures.Drawing;
using ScottPlot;

namespace Reproduce.Figures;

/// <summary>Figure 2: class probabilities after training at temperature 1, at T, and as a student trained at T.</summary>
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
            "Class probabilities by training temperature, with and without distillation",
            [
                Panel("FT_temp1 (T = 1)", temperature1Teacher),
                Panel($"FT_tempT (T = {temperature})", teacher),
                Panel($"FS_tempT_from_FT_tempT (T = {temperature})", student),
            ]);

        Plot Panel(string title, Perceptron network) =>
            InputPlane.Heatmap(title, data, network, Shading.Probabilities, TextSizes.LargePanel);
    }
}
