using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Figures;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class AttributionGridFigureTest
{
    [Test]
    public void The_panels_are_titled_with_name_and_prediction_row_by_row()
    {
        using var page = AttributionGridFigure.Compose(
            AttributionSuite.IntegratedGradients, AttributionFixtures.Pair, AttributionFixtures.Same);

        FigureReading.Texts(page).Select(text => text.Text).Should().Equal(
        [
            "Integrated Gradients of all models, with its cosine to the teacher's",
            "Image 104: 'automobile'; predictions of another class are in bold",
            .. ToyFixtures.ModelNames.SelectMany(name => new[] { AttributionFixtures.Titled(name), "predicted 'automobile'" }),
        ]);
    }

    [Test]
    public void Predictions_of_another_class_alone_are_in_bold()
    {
        var attributions = AttributionFixtures.AllBut(7, attribution => attribution with { Prediction = "truck" });

        using var page = AttributionGridFigure.Compose(AttributionSuite.Saliency, AttributionFixtures.Pair, attributions);

        FigureReading.Texts(page).Where(text => text.Weight is not null).Select(text => text.Text).Should().Equal(
            "Saliency of all models, with its cosine to the teacher's", "predicted 'truck'");
    }

    [Test]
    public void Each_model_is_drawn_in_its_own_panel()
    {
        var image = AttributionFixtures.Pair;
        var attributions = AttributionFixtures.AllBut(
            13, attribution => attribution with { Values = AttributionFixtures.Nothing.With(index: 0, value: 1) });

        using var figure = FigureReading.Pixels(AttributionGridFigure.Render(AttributionSuite.GuidedGradCam, image, attributions));

        // 2 pixels in a slot of 224: each is a square of 112. Black and white under heats of 1: (8, 48, 107) / 2, and with 255.
        for (var i = 0; i < Flavours.All.Length; i++)
        {
            var corner = AttributionGridFigure.Grid.Corner(i / 5, i % 5, image.Shape);
            var isOnTheLeft = i == 13;
            figure.GetPixel(corner.X + 56, corner.Y + 56).Should().Be(isOnTheLeft ? new SKColor(4, 24, 54) : new SKColor(124, 126, 128));
            figure.GetPixel(corner.X + 168, corner.Y + 56).Should().Be(
                isOnTheLeft ? new SKColor(251, 253, 255) : new SKColor(132, 152, 181));
        }
    }

    [Test]
    public void An_attribution_of_zeros_is_said_to_be_none()
    {
        var attributions = AttributionFixtures.AllBut(5, attribution => attribution with { Values = AttributionFixtures.Nothing });

        using var page = AttributionGridFigure.Compose(AttributionSuite.GuidedGradCam, AttributionFixtures.Pair, attributions);

        FigureReading.Texts(page).Select(text => text.Text)
            .Where(text => text.Contains("_temp", StringComparison.Ordinal))
            .Except(ToyFixtures.ModelNames.Select(AttributionFixtures.Titled))
            .Should().Equal("FT_temp1 (no attribution)");
    }

    [Test]
    public void No_text_is_wider_than_its_panel_or_the_page()
    {
        var image = AttributionFixtures.Pair with { Label = "triangle, yellow with red rim, exclamation mark" };
        var attribution = AttributionFixtures.Same(Flavours.All[1]) with { Prediction = "triangle, yellow, exclamation mark" };

        using var page = AttributionGridFigure.Compose(AttributionSuite.IntegratedGradients, image, _ => attribution);

        // A column is 224 wide, and 24 away from the next.
        var texts = FigureReading.Texts(page);
        texts.Take(2).Should().OnlyContain(text => text.Width < page.Width);
        texts.Skip(2).Should().OnlyContain(text => text.Width <= 236).And.NotContain(text => text.Text.EndsWith("..."));
    }

    [TestCase(32, 300_000)]
    [TestCase(128, 700_000)]
    [TestCase(256, 700_000)]
    public void The_figure_of_noise_is_small_enough_for_version_control_and_has_the_same_bytes_again(int side, int maximalBytes)
    {
        var image = AttributionFixtures.NoisyImage(side);
        var first = AttributionGridFigure.Render(AttributionSuite.Saliency, image, Noise);

        first.Length.Should().BeLessThan(maximalBytes);
        AttributionGridFigure.Render(AttributionSuite.Saliency, image, Noise).Should().Equal(first);

        ModelAttribution Noise(ModelName model) =>
            new("automobile", AttributionFixtures.Noise(image, model.ToString()), CosineToTeacher: 0);
    }

    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    [TestCase(float.NegativeInfinity, "-Infinity")]
    public void A_number_that_is_not_finite_is_refused_with_model_and_method(float value, string written)
    {
        var attributions = AttributionFixtures.AllBut(
            1, attribution => attribution with { Values = attribution.Values.With(index: 5, value) });

        var render = () => AttributionGridFigure.Render(AttributionSuite.IntegratedGradients, AttributionFixtures.Pair, attributions);

        render.Should().Throw<ArgumentException>()
            .WithMessage($"The IG attribution of RS_temp1_from_RT_temp1 is {written} in channel 2, row 0, column 1; expected finite*")
            .WithParameterName("attributionOf");
    }

    [Test]
    public void Values_that_do_not_fit_the_shape_are_refused()
    {
        var attributions = AttributionFixtures.AllBut(0, attribution => attribution with { Values = new float[7] });

        var ofAttribution = () => AttributionGridFigure.Render(
            AttributionSuite.IntegratedGradients, AttributionFixtures.Pair, attributions);
        var ofImage = () => AttributionGridFigure.Render(
            AttributionSuite.IntegratedGradients, AttributionFixtures.Pair with { Pixels = new float[5] }, AttributionFixtures.Same);

        ofAttribution.Should().Throw<ArgumentException>()
            .WithMessage("The IG attribution of RT_temp1 of shape [3, 1, 2] has 6 values, but 7 were given.*");
        ofImage.Should().Throw<ArgumentException>().WithMessage("The image of shape [3, 1, 2] has 6 values, but 5*");
    }

    [Test]
    public void Two_channels_are_refused()
    {
        var image = AttributionFixtures.Pair with { Shape = new ImageShape(2, 1, 3) };

        var render = () => AttributionGridFigure.Render(AttributionSuite.Saliency, image, AttributionFixtures.Same);

        render.Should().Throw<ArgumentException>().WithMessage("*shape [2, 1, 3]; expected 1 or 3 channels*");
    }
}
