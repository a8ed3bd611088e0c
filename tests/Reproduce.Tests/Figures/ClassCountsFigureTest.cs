using Reproduce.Core.Data;
using Reproduce.Figures;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class ClassCountsFigureTest
{
    private static readonly SKColor Training = new(0x1f, 0x77, 0xb4);
    private static readonly SKColor Test = new(0xff, 0x7f, 0x0e);

    [Test]
    public void The_figure_has_its_title_axes_and_legend()
    {
        using var page = ClassCountsFigure.Compose("Images of Each Class", [3, 2, 1], [1, 0, 1]);

        FigureReading.Texts(page).Select(text => text.Text).Should().Contain(
            ["Images of Each Class", "Class", "Images", "Training", "Test", "0", "1", "2", "3"]);
    }

    [Test]
    public void Bars_are_as_high_as_the_counts()
    {
        using var figure = FigureReading.Pixels(ClassCountsFigure.Compose("Counts", [400, 100], [200, 0]).ToPng());

        // Heights of the four bars; those of the legend's squares lie to the right of the plot.
        var training = Heights(figure, Training);
        var test = Heights(figure, Test);
        training.Should().HaveCount(2);
        test.Should().HaveCount(1, "an empty class has no bar");
        (training[0] / (double)training[1]).Should().BeApproximately(4, 0.1);
        (training[0] / (double)test[0]).Should().BeApproximately(2, 0.05);
    }

    [Test]
    public void The_figure_of_a_data_set_counts_its_labels()
    {
        var shape = new ImageShape(1, 1, 1);
        var data = new ImageData(
            "Three",
            ["a", "b", "c"],
            new ImageSet(shape, 3, new byte[4], [0, 2, 2, 1]),
            new ImageSet(shape, 3, new byte[2], [2, 2]));

        ClassCountsFigure.Render("Counts", data).Should().Equal(ClassCountsFigure.Compose("Counts", [1, 1, 2], [0, 0, 2]).ToPng());
    }

    [TestCase(2)]
    [TestCase(60)]
    public void The_fewest_and_the_most_classes_are_drawn(int classes)
    {
        var counts = Enumerable.Range(1, classes).ToArray();

        using var figure = FigureReading.Pixels(ClassCountsFigure.Compose("Counts", counts, counts).ToPng());

        (figure.Width, figure.Height).Should().Be((1500, 640));
        Heights(figure, Training).Should().HaveCount(classes).And.BeInAscendingOrder();
    }

    [TestCase(1)]
    [TestCase(61)]
    public void Other_numbers_of_classes_are_refused(int classes)
    {
        var counts = Enumerable.Repeat(1, classes).ToArray();

        var render = () => ClassCountsFigure.Compose("Counts", counts, counts).ToPng();

        render.Should().Throw<ArgumentException>().WithMessage($"*2 to 60 classes, but {classes}*").WithParameterName("train");
    }

    [Test]
    public void Splits_of_different_classes_are_refused()
    {
        var render = () => ClassCountsFigure.Compose("Counts", [1, 2], [1, 2, 3]).ToPng();

        render.Should().Throw<ArgumentException>().WithMessage("*has 2 and the test split 3*").WithParameterName("test");
    }

    [TestCase(-1, 5)]
    [TestCase(0, 0)]
    public void Negative_counts_and_nothing_at_all_are_refused(int first, int second)
    {
        var render = () => ClassCountsFigure.Compose("Counts", [first, second], [0, 0]).ToPng();

        render.Should().Throw<ArgumentException>().WithMessage($"*range from {first} to {second}*");
    }

    /// <summary>The heights of a colour's bars from left to right, within the plot.</summary>
    private static List<int> Heights(SKBitmap figure, SKColor colour)
    {
        var heights = new List<int>();
        var previous = 0;
        for (var x = 100; x < 1334; x++)
        {
            var height = Enumerable.Range(45, 530).Count(y => figure.GetPixel(x, y) == colour);
            if (height > 0 && previous == 0)
            {
                heights.Add(height);
            }

            previous = height;
        }

        return heights;
    }
}
