using Reproduce.Core.Data;
using Reproduce.Figures;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class ExamplesFigureTest
{
    private static readonly ImageShape Shape = new(3, 4, 4);

    [Test]
    public void Pictures_are_titled_with_their_classes_row_by_row()
    {
        using var page = ExamplesFigure.Compose("Examples", Pictures());

        FigureReading.Texts(page).Select(text => text.Text).Should().Equal(
            Enumerable.Range(0, 10).Select(i => $"class {i}").Prepend("Examples"));
    }

    [Test]
    public void Each_picture_is_in_its_own_place()
    {
        var pictures = Pictures();

        using var figure = FigureReading.Pixels(ExamplesFigure.Render("Examples", pictures));

        for (var i = 0; i < pictures.Count; i++)
        {
            var corner = ExamplesFigure.Grid.Corner(i / 5, i % 5, pictures.Select(picture => picture.Shape));
            var grey = (byte)(20 * i);
            figure.GetPixel(corner.X + 96, corner.Y + 96).Should().Be(new SKColor(grey, grey, grey));
        }
    }

    [Test]
    public void Pictures_may_differ_in_size_and_large_ones_are_scaled_down()
    {
        var pictures = Pictures().ToArray();
        var large = new ImageShape(3, 200, 400);
        pictures[0] = new ExamplePicture(large, new byte[large.Size], "large");

        using var figure = FigureReading.Pixels(ExamplesFigure.Render("Examples", pictures));

        // 400 x 200 becomes 128 x 64, in the middle of 192.
        var corner = ExamplesFigure.Grid.Corner(row: 0, column: 0, pictures.Select(picture => picture.Shape));
        figure.GetPixel(corner.X + 32, corner.Y + 63).Should().Be(SKColors.Black);
        figure.GetPixel(corner.X + 159, corner.Y).Should().Be(SKColors.Black);
        figure.GetPixel(corner.X + 20, corner.Y + 32).Should().Be(SKColors.White);
        figure.GetPixel(corner.X + 96, corner.Y + 80).Should().Be(SKColors.White);
    }

    [Test]
    public void An_example_of_a_set_has_its_pixels_and_its_class()
    {
        var set = new ImageSet(new ImageShape(1, 1, 2), classCount: 2, new byte[] { 1, 2, 3, 4 }, [0, 1]);

        var example = ExamplePicture.Of(set, index: 1, ["stop", "go"]);

        example.ClassName.Should().Be("go");
        example.Pixels.ToArray().Should().Equal(3, 4);
    }

    [Test]
    public void The_same_pictures_give_the_same_bytes() =>
        ExamplesFigure.Render("Examples", Pictures()).Should().Equal(ExamplesFigure.Render("Examples", Pictures()));

    [Test]
    public void Other_numbers_of_pictures_are_refused()
    {
        var render = () => ExamplesFigure.Render("Examples", [.. Pictures().Skip(1)]);

        render.Should().Throw<ArgumentException>().WithMessage("*10 pictures, but 9*").WithParameterName("pictures");
    }

    /// <summary>Ten pictures of one grey each: 0, 20, ..., 180.</summary>
    internal static IReadOnlyList<ExamplePicture> Pictures() =>
    [
        .. Enumerable.Range(0, 10).Select(i =>
            new ExamplePicture(Shape, Enumerable.Repeat((byte)(20 * i), Shape.Size).ToArray(), $"class {i}")),
    ];
}
