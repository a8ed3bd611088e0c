using Reproduce.Figures;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class ModelGridFigureTest
{
    private const int MaximalBytes = 900_000;

    private static readonly SKColor Red = ToyFixtures.Region(0);
    private static readonly SKColor Green = ToyFixtures.Region(1);
    private static readonly SKColor Blue = ToyFixtures.Region(2);

    [Test]
    public void The_panels_are_titled_with_the_models_names_row_by_row()
    {
        using var page = ModelGridFigure.ComposeHeatmaps(ToyFixtures.Data, ToyFixtures.RandomNetwork, 40, Shading.Probabilities);

        var texts = FigureReading.Texts(page).Select(text => text.Text).ToList();
        texts.Should().Contain("Class probabilities, all models (T = 40)");
        texts.Where(text => text.Contains("_temp", StringComparison.Ordinal)).Should().Equal(ToyFixtures.ModelNames);
    }

    [Test]
    public void Each_model_is_drawn_in_its_own_panel()
    {
        var data = ToyFixtures.Data;

        using var figure = FigureReading.Pixels(ModelGridFigure.RoundedBoundaries(
            data,
            model => model.ToString() == "FS_temp1_from_RT_tempT" ? ToyFixtures.RedBelowGreenAbove : ToyFixtures.BlueEverywhere,
            temperature: 10));

        for (var i = 0; i < ToyFixtures.ModelNames.Count; i++)
        {
            var isSplit = ToyFixtures.ModelNames[i] == "FS_temp1_from_RT_tempT";
            ColourAt(i, x1: 2.6).Should().Be(isSplit ? Green : Blue, ToyFixtures.ModelNames[i]);
            ColourAt(i, x1: -2.6).Should().Be(isSplit ? Red : Blue, ToyFixtures.ModelNames[i]);
        }

        SKColor ColourAt(int panel, double x1)
        {
            var pixel = ModelGridFigure.HeatmapLayout(data).Locate(panel / 5, panel % 5, x0: -1.9, x1);
            return figure.GetPixel(pixel.X, pixel.Y);
        }
    }

    [Test]
    public void The_accuracies_are_the_shares_of_points_given_their_class()
    {
        // Blue everywhere: right for the 600 points of the ring, wrong for the 600 of the clusters.
        using var page = ModelGridFigure.ComposeAccuracies(ToyFixtures.Data, _ => ToyFixtures.BlueEverywhere, 70);

        var texts = FigureReading.Texts(page).Select(text => text.Text).ToList();
        texts.Should().Contain("Predicted classes and accuracies, all models (T = 70)");
        texts.Where(text => text.EndsWith('%')).Should().Equal(ToyFixtures.ModelNames.Select(name => $"{name}: 50.00%"));
    }

    [Test]
    public void Misclassified_points_alone_have_a_black_edge()
    {
        var data = ToyFixtures.Data;
        var wrong = Enumerable.Range(0, data.Count).First(i => data.Labels[i] == 0);

        using var figure = FigureReading.Pixels(ModelGridFigure.Accuracies(data, _ => ToyFixtures.BlueEverywhere, 70));

        var layout = ModelGridFigure.AccuracyLayout(data);
        DarkestNear(figure, layout.Locate(0, 0, data.X0[wrong], data.X1[wrong])).Should().BeLessThan(60);
        var right = Enumerable.Range(0, data.Count).First(i => data.Labels[i] == 2 && data.X0[i] > -3 && data.X1[i] > 2);
        DarkestNear(figure, layout.Locate(0, 0, data.X0[right], data.X1[right])).Should().BeGreaterThan(60);
    }

    [Test]
    public void Files_stay_small_enough_for_version_control()
    {
        ModelGridFigure.DecisionHeatmaps(ToyFixtures.Data, ToyFixtures.RandomNetwork, 10).Length.Should().BeLessThan(MaximalBytes);
        ModelGridFigure.Accuracies(ToyFixtures.Data, ToyFixtures.RandomNetwork, 10).Length.Should().BeLessThan(MaximalBytes);
    }

    /// <summary>The smallest green channel within four pixels: 114 in the colour of class 2, 0 in a black edge.</summary>
    private static int DarkestNear(SKBitmap figure, SKPointI centre) => (
        from dx in Enumerable.Range(-4, 9)
        from dy in Enumerable.Range(-4, 9)
        select (int)figure.GetPixel(centre.X + dx, centre.Y + dy).Green).Min();
}
