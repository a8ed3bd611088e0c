using Reproduce.Core.Data;
using Reproduce.Figures;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class FigureLayoutTest
{
    private static readonly SKColor Class0 = ToyFixtures.Region(0);
    private static readonly SKColor Class1 = ToyFixtures.Region(1);

    [Test]
    public void The_toy_set_s_figure_has_its_title_axes_and_legend()
    {
        using var page = ToyDatasetFigure.Compose(ToyFixtures.Data);

        var texts = FigureReading.Texts(page).Select(text => text.Text);
        texts.Should().Contain(["Toy Data", "x0", "x1", "label = 0", "label = 1", "label = 2"]);
    }

    [Test]
    public void The_toy_set_s_points_have_their_classes_colours()
    {
        using var figure = FigureReading.Pixels(ToyDatasetFigure.Render(ToyFixtures.Data));

        (figure.Width, figure.Height).Should().Be((1000, 1000));
        var colours = figure.Pixels.CountBy(pixel => pixel).ToDictionary();
        colours.Should().ContainKeys(new SKColor(0xd5, 0x5e, 0x00), new SKColor(0x00, 0x9e, 0x73), new SKColor(0x00, 0x72, 0xb2));
    }

    [Test]
    public void Hardened_boundaries_are_a_row_of_three_networks_with_x1_upwards()
    {
        var data = ToyFixtures.Data;
        var blue = ToyFixtures.BlueEverywhere;
        var split = ToyFixtures.RedBelowGreenAbove;

        using var figure = FigureReading.Pixels(HardenedBoundariesFigure.Render(data, 40, blue, split, blue));

        figure.Width.Should().Be(1200);
        var layout = HardenedBoundariesFigure.Layout(data);
        ColourAt(figure, layout, data, row: 0, column: 0, x1: 0.4)
            .Should().Be(new SKColor(141, 191, 219), "softmax(0, 0, 5) is a little less than 1");
        ColourAt(figure, layout, data, row: 0, column: 1, x1: 2.6).Should().Be(Class1);
        ColourAt(figure, layout, data, row: 0, column: 1, x1: -2.6).Should().Be(Class0);
    }

    [Test]
    public void Hardened_boundaries_are_titled_with_temperature_and_role()
    {
        var network = ToyFixtures.BlueEverywhere;

        using var page = HardenedBoundariesFigure.Compose(ToyFixtures.Data, 40, network, network, network);

        FigureReading.Texts(page).Select(text => text.Text).Where(text => text.Contains("_temp", StringComparison.Ordinal))
            .Should().Equal("FT_temp1 (T = 1)", "FT_tempT (T = 40)", "FS_tempT_from_FT_tempT (T = 40)");
    }

    [Test]
    public void Both_regularizers_have_teachers_above_students_and_a_column_for_each_temperature()
    {
        var data = ToyFixtures.Data;
        var (green, red) = (ToyFixtures.Constant(0, 99, 0), ToyFixtures.Constant(99, 0, 0));
        var pairs = new[] { new TeacherAndStudent(10, green, red), new TeacherAndStudent(100, green, red) };

        using var figure = FigureReading.Pixels(BothRegularizersFigure.Render(data, pairs));
        using var page = BothRegularizersFigure.Compose(data, pairs);

        figure.Width.Should().Be(800);
        var layout = BothRegularizersFigure.Layout(data, pairs.Length);
        ColourAt(figure, layout, data, row: 0, column: 1, x1: 0.4).Should().Be(Class1);
        ColourAt(figure, layout, data, row: 1, column: 1, x1: 0.4).Should().Be(Class0);
        FigureReading.Texts(page).Select(text => text.Text).Should().Contain(
        [
            "Class probabilities by temperature: Full teacher, and its student", "Teacher, T = 10", "Student, T = 100",
        ]);
    }

    [Test]
    public void Both_regularizers_without_any_network_are_refused()
    {
        var render = () => BothRegularizersFigure.Render(ToyFixtures.Data, []);

        render.Should().Throw<ArgumentException>().WithParameterName("pairs");
    }

    [Test]
    public void A_figure_of_the_same_input_has_the_same_bytes_and_no_alpha_channel()
    {
        var first = ModelGridFigure.RoundedBoundaries(ToyFixtures.Data, ToyFixtures.RandomNetwork, 10);
        var second = ModelGridFigure.RoundedBoundaries(ToyFixtures.Data, ToyFixtures.RandomNetwork, 10);

        second.Should().Equal(first);
        const int BitDepth = 24, ColourType = 25, Rgb = 2;
        first[BitDepth].Should().Be(8);
        first[ColourType].Should().Be(Rgb);
    }

    [Test]
    public void Ticks_have_a_true_minus_sign_and_as_many_decimals_as_their_interval()
    {
        using var plane = ToyDatasetFigure.Compose(ToyFixtures.Data);
        using var losses = LossCurvesFigure.Compose("Losses", "note", ToyFixtures.Losses);

        FigureReading.Texts(plane).Select(text => text.Text).Should().Contain(["−4", "−3", "0", "4"]).And.NotContain(["-4", "−0"]);
        FigureReading.Texts(losses).Select(text => text.Text).Should().Contain(["0.4", "0.6", "0.8", "1.0"]);
    }

    /// <summary>The colour between the clusters and the ring, where no point lies.</summary>
    private static SKColor ColourAt(SKBitmap figure, PanelLayout layout, ToyRing data, int row, int column, double x1)
    {
        const double X0 = -1.9;
        Enumerable.Range(0, data.Count).Min(i => Math.Pow(data.X0[i] - X0, 2) + Math.Pow(data.X1[i] - x1, 2))
            .Should().BeGreaterThan(0.01, "a point there would hide the heatmap");
        var pixel = layout.Locate(row, column, X0, x1);
        return figure.GetPixel(pixel.X, pixel.Y);
    }
}
