using Reproduce.Core.Models;
using Reproduce.Figures;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class LossCurvesFigureTest
{
    private const string Title = "Training Losses by Epoch for All Models (T=100)";

    [Test]
    public void The_legend_names_all_models_row_by_row()
    {
        using var page = LossCurvesFigure.Compose(Title, ToyFixtures.Losses, LegendPlace.LowerLeft);

        var texts = FigureReading.Texts(page).Select(text => text.Text).ToList();
        texts.Should().Contain([Title, "Epoch", "Loss"]);
        texts.Where(text => text.Contains("_temp", StringComparison.Ordinal)).Should().Equal(ToyFixtures.ModelNames);
    }

    [Test]
    public void Teachers_have_colours_of_their_own_and_students_share_one()
    {
        // Level curves, one above the other, so that each is met on the way down the middle of the figure.
        using var figure = FigureReading.Pixels(LossCurvesFigure.Render(Title, Level, LegendPlace.LowerLeft));

        IReadOnlyList<double> Level(ModelName model) => [.. Enumerable.Repeat(1.0 - (0.05 * Flavours.All.IndexOf(model)), 2)];
        ColoursDown(figure, column: 900).Should().Equal(
            Row("1f77b4", "ff7f0e").Concat(Row("2ca02c", "d62728")).Concat(Row("9467bd", "8c564b")).Concat(Row("e377c2", "7f7f7f")));
    }

    [Test]
    public void A_legend_beside_the_plot_hides_no_curve()
    {
        // Level curves of different lengths, close to ln 16; the longest ones end at the plot's right margin.
        using var figure = FigureReading.Pixels(LossCurvesFigure.Render(Title, Level, LegendPlace.RightOfPlot));
        using var page = LossCurvesFigure.Compose(Title, Level, LegendPlace.RightOfPlot);

        ColoursDown(figure, column: 140).Should().HaveCount(20, "this is where a legend in the lower left would be");
        ColoursDown(figure, column: 1100).Should().HaveCount(10);
        FigureReading.Texts(page).Select(text => text.Text).Where(text => text.Contains("_temp", StringComparison.Ordinal))
            .Should().Equal(ToyFixtures.ModelNames);

        static IReadOnlyList<double> Level(ModelName model)
        {
            var i = Flavours.All.IndexOf(model);
            return [.. Enumerable.Repeat(2.77 - (0.05 * i), 10 + (6 * (i % 2)))];
        }
    }

    [Test]
    public void Published_curves_are_named_and_fill_the_width_of_ours()
    {
        // Ours have two epochs, the paper's four: its second lies where our first does.
        var teacher = Flavours.Teachers[0];
        var published = new PublishedLosses(4, "dashed: the paper's", [(teacher, [(1, 3.0), (2, 2.0), (4, 1.9)])]);

        using var page = LossCurvesFigure.Compose(Title, _ => [1.0, 1.0], LegendPlace.RightOfPlot, published);
        using var figure = FigureReading.Pixels(LossCurvesFigure.Render(Title, _ => [1.0, 1.0], LegendPlace.RightOfPlot, published));

        FigureReading.Texts(page).Select(text => text.Text).Should().Contain(["Epoch (dashed: the paper's)", $"{teacher}, the paper's"]);
        var (left, right) = (78, figure.Width - 340);
        var places = Places(figure).Select(x => (x - left) / (double)(right - left)).ToList();
        places.Min().Should().BeApproximately(0.05 / 1.1, 0.01, "the first quarter of the training is the least that is shown");
        places.Max().Should().BeApproximately(1.05 / 1.1, 0.02);

        // Columns with the teacher's colour above our curves.
        IEnumerable<int> Places(SKBitmap picture) => Enumerable.Range(left, right - left)
            .Where(x => Enumerable.Range(60, 600).Any(y => picture.GetPixel(x, y) == SKColor.Parse("#1f77b4")));
    }

    [Test]
    public void A_diverged_training_is_named_with_its_epoch()
    {
        var render = () => LossCurvesFigure.Render(
            Title, model => model == Flavours.All[3] ? [1.0, double.NaN] : ToyFixtures.Losses(model), LegendPlace.LowerLeft);

        render.Should().Throw<ArgumentException>().WithMessage("*epoch 2 of RS_tempT_from_RT_temp1 is NaN*");
    }

    [Test]
    public void A_curve_without_epochs_is_named()
    {
        var render = () => LossCurvesFigure.Render(
            Title, model => model == Flavours.All[0] ? [] : ToyFixtures.Losses(model), LegendPlace.LowerLeft);

        render.Should().Throw<ArgumentException>().WithMessage("*RT_temp1 has none*");
    }

    [Test]
    public void Equal_losses_of_a_single_epoch_can_be_drawn()
    {
        using var figure = FigureReading.Pixels(LossCurvesFigure.Render(Title, _ => [1.1], LegendPlace.LowerLeft));

        (figure.Width, figure.Height).Should().Be((1500, 1040));
    }

    private static IEnumerable<string> Row(string teacher, string student) => [teacher, student, student, student, student];

    /// <summary>The most saturated or darkest pixel of each run of pixels that are not white, below the frame's upper edge.</summary>
    private static List<string> ColoursDown(SKBitmap figure, int column)
    {
        var colours = new List<string>();
        var run = new List<SKColor>();
        for (var y = 60; y < figure.Height - 80; y++)
        {
            var pixel = figure.GetPixel(column, y);
            if (pixel != SKColors.White)
            {
                run.Add(pixel);
            }
            else if (run.Count > 0)
            {
                var colour = run.MinBy(p => p.Red + p.Green + p.Blue);
                colours.Add($"{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}");
                run.Clear();
            }
        }

        return colours;
    }
}
