using Reproduce.Core.Attacks;
using Reproduce.Core.Data;
using Reproduce.Core.Randomness;
using Reproduce.Figures;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class AttackedImageFigureTest
{
    private const int MaximalBytes = 300_000;

    private static readonly ImageShape Shape = new(3, 2, 2);

    /// <summary>Half, in all channels of all pixels.</summary>
    private static readonly float[] Clean = [.. Enumerable.Repeat(0.5f, 12)];

    /// <summary>Red of the first pixel up by 1/64, blue of the last down by 1/64.</summary>
    private static readonly float[] Strong = [.. Clean.Select((value, i) => value + (i == 0 ? 1f / 64 : i == 11 ? -1f / 64 : 0))];

    [Test]
    public void The_titles_say_what_is_predicted_and_how_much_moved()
    {
        using var page = AttackedImageFigure.Compose(Image());

        FigureReading.Texts(page).Select(text => text.Text).Should().Equal(
            "Image 113 ('bird') under FGSM: weak and CW-strong",
            "Weak FGSM",
            "Before: predicted bird",
            "Attacked: predicted bird",
            "Change × 32: 0 % of the pixels",
            "CW-strong FGSM",
            "Before: predicted bird",
            "Attacked: predicted deer",
            "Change × 32: 50.0 % of the pixels");
    }

    [Test]
    public void Every_pixel_is_a_square_of_one_colour_and_differences_lie_around_grey()
    {
        using var figure = FigureReading.Pixels(AttackedImageFigure.Render(Image()));

        // 2 pixels in a slot of 360: each is a square of 180. 32 / 64 above grey is 1, below is 0.
        ColourOfSquare(figure, row: 0, column: 0, x: 1, y: 1).Should().Be(new SKColor(128, 128, 128));
        ColourOfSquare(figure, row: 1, column: 1, x: 0, y: 0).Should().Be(new SKColor(131, 128, 128), "255 (1/2 + 1/64) is 131.48");
        ColourOfSquare(figure, row: 0, column: 2, x: 0, y: 0).Should().Be(new SKColor(128, 128, 128));
        ColourOfSquare(figure, row: 1, column: 2, x: 0, y: 0).Should().Be(new SKColor(255, 128, 128));
        ColourOfSquare(figure, row: 1, column: 2, x: 1, y: 0).Should().Be(new SKColor(128, 128, 128));
        ColourOfSquare(figure, row: 1, column: 2, x: 1, y: 1).Should().Be(new SKColor(128, 128, 0));
    }

    [Test]
    public void A_grey_image_is_drawn_in_grey()
    {
        var image = Image() with
        {
            Shape = new ImageShape(1, 1, 2),
            Clean = new PredictedImage(new[] { 0f, 1f }, "a"),
            Weak = new PredictedImage(new[] { 0f, 1f }, "a"),
            Strong = new PredictedImage(new[] { 1f, 0f }, "b"),
        };

        using var figure = FigureReading.Pixels(AttackedImageFigure.Render(image));

        var corner = AttackedImageFigure.Grid.Corner(row: 0, column: 0, image.Shape);
        figure.GetPixel(corner.X + 90, corner.Y + 90).Should().Be(SKColors.Black);
        figure.GetPixel(corner.X + 270, corner.Y + 90).Should().Be(SKColors.White);
    }

    [Test]
    public void The_amplification_is_the_largest_power_of_two_that_clips_nothing_and_at_most_128()
    {
        ReadOnlyMemory<float> unchanged = new[] { 0f };

        Perturbation.Amplification([0], unchanged, new[] { 0.25f }).Should().Be(2);
        Perturbation.Amplification([0], new[] { -0.26f }, unchanged).Should().Be(1);
        Perturbation.Amplification([0], new[] { 0.9f }).Should().Be(1, "large differences are clipped, never scaled down");
        Perturbation.Amplification([0], unchanged).Should().Be(128);
    }

    [TestCase(0, "0 %")]
    [TestCase(0.0001, "0.1 %")]
    [TestCase(0.5, "50.0 %")]
    [TestCase(0.9999, "99.9 %")]
    [TestCase(1, "100 %")]
    public void Only_none_is_written_as_0_and_only_all_as_100_per_cent(double share, string expected) =>
        Perturbation.Percent(share).Should().Be(expected);

    [TestCase(32)]
    [TestCase(256)]
    public void The_figure_of_noise_is_small_enough_for_version_control_and_has_the_same_bytes_again(int side)
    {
        var image = Noisy(side);

        var first = AttackedImageFigure.Render(image);

        first.Length.Should().BeLessThan(MaximalBytes);
        AttackedImageFigure.Render(image).Should().Equal(first);
    }

    [Test]
    public void Values_that_do_not_fit_the_shape_are_refused()
    {
        var render = () => AttackedImageFigure.Render(Image() with { Strong = new PredictedImage(new float[11], "deer") });

        render.Should().Throw<ArgumentException>().WithMessage("*strongly attacked image of shape [3, 2, 2] has 12 values, but 11*");
    }

    [Test]
    public void Two_channels_are_refused()
    {
        var render = () => AttackedImageFigure.Render(Image() with { Shape = new ImageShape(2, 2, 3) });

        render.Should().Throw<ArgumentException>().WithMessage("*shape [2, 2, 3]; expected 1 or 3 channels*");
    }

    internal static AttackedImage Image() => new(
        113,
        "bird",
        new Fgsm(),
        Shape,
        Clean: new PredictedImage(Clean, "bird"),
        Weak: new PredictedImage(Clean, "bird"),
        Strong: new PredictedImage(Strong, "deer"));

    /// <summary>A smooth image whose every number is moved by 8/255, up or down at random.</summary>
    private static AttackedImage Noisy(int side)
    {
        var shape = new ImageShape(3, side, side);
        var random = MersenneTwister.FromKey("noise");
        var clean = Enumerable.Range(0, shape.Size).Select(i => 0.5f + (0.4f * MathF.Sin(7f * i / side))).ToArray();
        var strong = clean.Select(value => value + ((random.NextNormal(0, 1) > 0 ? 8f : -8f) / 255)).ToArray();
        return Image() with
        {
            Shape = shape,
            Clean = new PredictedImage(clean, "bird"),
            Weak = new PredictedImage(clean, "bird"),
            Strong = new PredictedImage(strong, "deer"),
        };
    }

    /// <summary>The one colour of all of a pixel's square, which is 180 pixels wide.</summary>
    private static SKColor ColourOfSquare(SKBitmap figure, int row, int column, int x, int y)
    {
        const int Square = 180;
        var corner = AttackedImageFigure.Grid.Corner(row, column, Shape);
        var colours =
            from dx in Enumerable.Range(0, Square)
            from dy in Enumerable.Range(0, Square)
            select figure.GetPixel(corner.X + (x * Square) + dx, corner.Y + (y * Square) + dy);
        return colours.Distinct().Should().ContainSingle().Subject;
    }
}
