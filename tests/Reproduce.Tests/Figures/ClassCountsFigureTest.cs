using Reproduce.Core.Data;
using Reproduce.Figures;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class ClassCountsFigureTest
{
    private static readonly SKColor Training = new(0x00, 0x72, 0xb2);
    private static readonly SKColor Test = new(0xe6, 0x9f, 0x00);

    [Test]
    public void The_figure_has_its_title_axes_and_legend()
    {
        using var page = ClassCountsFigure.Compose("Images of each class", ["stop", "yield", "turn left"], [3, 2, 1], [1, 0, 1]);

        FigureReading.Texts(page).Select(text => text.Text).Should().Contain(
            ["Images of each class", "Images", "Training", "Test", "stop", "yield", "turn left"]);
    }

    [Test]
    public void Bars_are_as_high_as_the_counts()
    {
        using var figure = FigureReading.Pixels(ClassCountsFigure.Compose("Counts", ["a", "b"], [400, 100], [200, 0]).ToPng());

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

        ClassCountsFigure.Render("Counts", data).Should().Equal(
            ClassCountsFigure.Compose("Counts", ["a", "b", "c"], [1, 1, 2], [0, 0, 2]).ToPng());
    }

    [TestCase(2)]
    [TestCase(60)]
    public void The_fewest_and_the_most_classes_are_drawn(int classes)
    {
        var counts = Enumerable.Range(1, classes).ToArray();

        using var figure = FigureReading.Pixels(ClassCountsFigure.Compose("Counts", Names(classes), counts, counts).ToPng());

        (figure.Width, figure.Height).Should().Be((1500, 760));
        Heights(figure, Training).Should().HaveCount(classes).And.BeInAscendingOrder();
    }

    [TestCase(1)]
    [TestCase(61)]
    public void Other_numbers_of_classes_are_refused(int classes)
    {
        var counts = Enumerable.Repeat(1, classes).ToArray();

        var render = () => ClassCountsFigure.Compose("Counts", Names(classes), counts, counts).ToPng();

        render.Should().Throw<ArgumentException>().WithMessage($"*2 to 60 classes, but {classes}*").WithParameterName("train");
    }

    [Test]
    public void Splits_of_different_classes_are_refused()
    {
        var render = () => ClassCountsFigure.Compose("Counts", ["a", "b"], [1, 2], [1, 2, 3]).ToPng();

        render.Should().Throw<ArgumentException>().WithMessage("*has 2 and the test split 3*").WithParameterName("test");
    }

    [TestCase(-1, 5)]
    [TestCase(0, 0)]
    public void Negative_counts_and_nothing_at_all_are_refused(int first, int second)
    {
        var render = () => ClassCountsFigure.Compose("Counts", ["a", "b"], [first, second], [0, 0]).ToPng();

        render.Should().Throw<ArgumentException>().WithMessage($"*range from {first} to {second}*");
    }

    private static string[] Names(int classes) => [.. Enumerable.Range(0, classes).Select(label => $"class {label}")];

    /// <summary>The heights of a colour's bars from left to right, within the plot.</summary>
    private static List<int> Heights(SKBitmap figure, SKColor colour)
    {
        var heights = new List<int>();
        var previous = 0;
        for (var x = 100; x < 1334; x++)
        {
            var height = Enumerable.Range(45, 640).Count(y => figure.GetPixel(x, y) == colour);
            if (height > 0 && previous == 0)
            {
                heights.Add(height);
            }

            previous = height;
        }

        return heights;
    }
}
