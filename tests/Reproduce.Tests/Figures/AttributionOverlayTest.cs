using Reproduce.Core.Data;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class AttributionOverlayTest
{
    [TestCase(0, "#f7fbff")]
    [TestCase(0.125, "#deebf7")]
    [TestCase(0.5, "#6baed6")]
    [TestCase(1, "#08306b")]
    public void The_scale_goes_from_nearly_white_to_navy(double share, string expected) =>
        ColorScale.Blues.ColorOf(share).Should().Be(SKColor.Parse(expected));

    [Test]
    public void The_scale_is_linear_between_its_stops()
    {
        // A quarter of the way from #6baed6 = (107, 174, 214) to #4292c6 = (66, 146, 198).
        ColorScale.Blues.ColorOf(0.53125).Should().Be(new SKColor(97, 167, 210), "107 - 41/4 is 96.75");
    }

    [Test]
    public void More_is_darker()
    {
        var darkness = Enumerable.Range(0, 101).Select(i => ColorScale.Blues.ColorOf(i / 100.0)).Select(c => -(c.Red + c.Green + c.Blue));

        darkness.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Test]
    public void The_grey_image_and_the_colour_of_the_heat_count_for_a_half_each()
    {
        // Greys (1 + 0 + 0.5) / 3 = 1/2 and 0, stretched to 1 and 0; colours #08306b = (8, 48, 107) and #6baed6 = (107, 174, 214).
        float[] pixels = [1, 0, 0, 0, 0.5f, 0];

        var blended = AttributionOverlay.Blend(new ImageShape(3, 1, 2), pixels, [1, 0.5f]);

        // (255 + 8) / 2 = 131.5, 107 / 2 = 53.5, (255 + 48) / 2 = 151.5, 174 / 2 = 87, (255 + 107) / 2 = 181, 214 / 2 = 107.
        blended.Should().Equal(132, 54, 152, 87, 181, 107);
    }

    [Test]
    public void An_image_of_one_grey_is_not_stretched()
    {
        // (127.5 + 247) / 2 = 187.25, (127.5 + 251) / 2 = 189.25, (127.5 + 255) / 2 = 191.25.
        AttributionOverlay.Blend(new ImageShape(1, 1, 2), [0.5f, 0.5f], [0, 0]).Should().Equal(187, 187, 189, 189, 191, 191);
    }

    [Test]
    public void A_grey_image_is_drawn_in_its_own_grey_and_clipped()
    {
        // White and nearly white: (255 + 247) / 2, (255 + 251) / 2, (255 + 255) / 2; black: half the colour, to the even number.
        var blended = AttributionOverlay.Blend(new ImageShape(1, 1, 2), [1.5f, -1], [0, 0]);

        blended.Should().Equal(251, 124, 253, 126, 255, 128);
    }
}
