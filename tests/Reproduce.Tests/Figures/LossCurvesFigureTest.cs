using Reproduce.Core.Models;
using Reproduce.Figures;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class LossCurvesFigureTest
{
    private const string Title = "Training losses by epoch, all models (T = 100)";
    private const string Note = "Seed 42";

    [Test]
    public void Each_teacher_has_a_panel_and_one_legend_names_the_roles()
    {
        using var page = LossCurvesFigure.Compose(Title, Note, ToyFixtures.Losses);

        var texts = FigureReading.Texts(page).Select(text => text.Text).ToList();
        texts.Should().Contain([Title, Note, "Epoch", "Loss"]);
        texts.Where(text => text.EndsWith("its students", StringComparison.Ordinal)).Should().Equal(
            "RT_temp1 and its students", "FT_temp1 and its students", "RT_tempT and its students", "FT_tempT and its students");
        texts.Where(text => text is "teacher" or "RS_temp1" or "FS_temp1" or "RS_tempT" or "FS_tempT")
            .Should().Equal("teacher", "RS_temp1", "FS_temp1", "RS_tempT", "FS_tempT");
    }

    [Test]
    public void A_teacher_and_its_four_students_have_colours_of_their_own()
    {
        // Level curves, one above the other, so that each is met on the way down the middle of a panel.
        using var figure = FigureReading.Pixels(LossCurvesFigure.Render(Title, Note, Level));

        string[] roles = ["0072b2", "56b4e9", "009e73", "e69f00", "d55e00"];
        ColoursDown(figure, column: 300, top: 130, bottom: 450).Should().Equal(roles);
        ColoursDown(figure, column: 900, top: 570, bottom: 890).Should().Equal(roles);

        static IReadOnlyList<double> Level(ModelName model) => [.. Enumerable.Repeat(1.0 - (0.05 * Flavours.All.IndexOf(model)), 2)];
    }

    [Test]
    public void Published_curves_are_named_and_fill_the_width_of_ours()
    {
        // Ours have two epochs, the paper's four: its second lies where our first does.
        var teacher = Flavours.Teachers[1];
        var published = new PublishedLosses(4, [(teacher, [(1, 3.0), (2, 2.0), (4, 1.9)])]);

        using var page = LossCurvesFigure.Compose(Title, Note, _ => [1.0, 1.0], published);
        using var figure = FigureReading.Pixels(LossCurvesFigure.Render(Title, Note, _ => [1.0, 1.0], published));

        FigureReading.Texts(page).Select(text => text.Text).Should().Contain("the paper's teacher");
        const int panel = 618, left = panel + 78, width = 520;
        var places = Places(figure).Select(x => (x - left) / (double)width).ToList();
        places.Min().Should().BeApproximately(0.05 / 1.1, 0.01, "the first quarter of the training is the least that is shown");
        places.Max().Should().BeApproximately(1.05 / 1.1, 0.03);

        // Columns with the teacher's colour above our curves.
        static IEnumerable<int> Places(SKBitmap picture) => Enumerable.Range(left, width)
            .Where(x => Enumerable.Range(130, 280).Any(y => picture.GetPixel(x, y) == SKColor.Parse("#0072b2")));
    }

    [Test]
    public void A_diverged_training_is_named_with_its_epoch()
    {
        var render = () => LossCurvesFigure.Render(
            Title, Note, model => model == Flavours.All[3] ? [1.0, double.NaN] : ToyFixtures.Losses(model));

        render.Should().Throw<ArgumentException>().WithMessage("*epoch 2 of RS_tempT_from_RT_temp1 is NaN*");
    }

    [Test]
    public void A_curve_without_epochs_is_named()
    {
        var render = () => LossCurvesFigure.Render(
            Title, Note, model => model == Flavours.All[0] ? [] : ToyFixtures.Losses(model));

        render.Should().Throw<ArgumentException>().WithMessage("*RT_temp1 has none*");
    }

    [Test]
    public void Equal_losses_of_a_single_epoch_can_be_drawn()
    {
        using var figure = FigureReading.Pixels(LossCurvesFigure.Render(Title, Note, _ => [1.1]));

        (figure.Width, figure.Height).Should().Be((1496, 964));
    }

    /// <summary>The most saturated or darkest pixel of each run of pixels that are not white.</summary>
    private static List<string> ColoursDown(SKBitmap figure, int column, int top, int bottom)
    {
        var colours = new List<string>();
        var run = new List<SKColor>();
        for (var y = top; y < bottom; y++)
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
