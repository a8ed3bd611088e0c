using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Figures;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class AttributionMethodsFigureTest
{
    private const int MaximalBytes = 300_000;

    [Test]
    public void The_titles_say_what_is_shown()
    {
        using var page = AttributionMethodsFigure.Compose(AttributionFixtures.Pair, [AttributionFixtures.Model(prediction: "truck")]);

        FigureReading.Texts(page).Select(text => text.Text).Should().Equal(
            "Attributions of one image: Saliency, Integrated Gradients, and Guided Grad-CAM",
            "Image 104: 'automobile'",
            "predicted 'truck'",
            "FT_temp1",
            "Saliency",
            "FT_temp1",
            "Integrated Gradients",
            "FT_temp1",
            "Guided Grad-CAM");
    }

    [Test]
    public void The_heading_lists_the_methods_by_their_full_names()
    {
        var (saliency, gradients, cam) = (AttributionSuite.Saliency, AttributionSuite.IntegratedGradients, AttributionSuite.GuidedGradCam);

        AttributionHeading.List([gradients]).Should().Be("Integrated Gradients");
        AttributionHeading.List([saliency, cam]).Should().Be("Saliency and Guided Grad-CAM");
        AttributionHeading.List([saliency, new LayerGradCam(), gradients, cam])
            .Should().Be("Saliency, LayerGradCAM, Integrated Gradients, and Guided Grad-CAM");
    }

    [Test]
    public void The_original_is_in_colour_and_the_attributions_are_blue_on_grey()
    {
        var image = AttributionFixtures.Pair with { Pixels = new[] { 1f, 1, 0, 1, 0, 1 } };

        using var figure = FigureReading.Pixels(AttributionMethodsFigure.Render(image, [AttributionFixtures.Model()]));

        // 2 pixels in a slot of 320: each is a square of 160. Red is the darkest: (0 + (247, 251, 255)) / 2. Under the heat of 1, white
        // is (255 + (8, 48, 107)) / 2.
        ColourOfSquare(figure, image, column: 0, x: 0).Should().Be(new SKColor(255, 0, 0));
        ColourOfSquare(figure, image, column: 0, x: 1).Should().Be(SKColors.White);
        for (var column = 1; column <= 3; column++)
        {
            ColourOfSquare(figure, image, column, x: 0).Should().Be(new SKColor(124, 126, 128));
            ColourOfSquare(figure, image, column, x: 1).Should().Be(new SKColor(132, 152, 181));
        }
    }

    [Test]
    public void Each_model_has_a_row()
    {
        var models = new[] { AttributionFixtures.Model("RT_temp1"), AttributionFixtures.Model("FT_temp1", "truck") };

        using var page = AttributionMethodsFigure.Compose(AttributionFixtures.Pair, models);

        FigureReading.Texts(page).Select(text => text.Text).Should().Equal(
            "Attributions of one image: Saliency, Integrated Gradients, and Guided Grad-CAM",
            "Image 104: 'automobile'",
            "predicted 'automobile'",
            "RT_temp1",
            "Saliency",
            "RT_temp1",
            "Integrated Gradients",
            "RT_temp1",
            "Guided Grad-CAM",
            "Image 104: 'automobile'",
            "predicted 'truck'",
            "FT_temp1",
            "Saliency",
            "FT_temp1",
            "Integrated Gradients",
            "FT_temp1",
            "Guided Grad-CAM");
        AttributionMethodsFigure.Grid.Corner(row: 2, column: 0, AttributionFixtures.Pair.Shape).Y.Should().BeGreaterThan(page.Height);
    }

    [Test]
    public void An_attribution_of_zeros_is_said_to_be_none()
    {
        var model = AttributionFixtures.Model() with { Attributions = [new(AttributionSuite.GuidedGradCam, AttributionFixtures.Nothing)] };

        using var page = AttributionMethodsFigure.Compose(AttributionFixtures.Pair, [model]);

        FigureReading.Texts(page)[^1].Text.Should().Be("Guided Grad-CAM (no attribution)");
    }

    [Test]
    public void No_text_is_wider_than_its_panel_or_the_page()
    {
        var image = AttributionFixtures.Pair with { Label = "triangle, yellow with red rim, exclamation mark" };
        var model = new AttributedModel(
            ModelName.Parse("RS_temp1_from_RT_temp1"),
            image.Label,
            [new(new LayerGradCam(), AttributionFixtures.Nothing), new(AttributionSuite.GuidedGradCam, AttributionFixtures.Nothing)]);

        using var page = AttributionMethodsFigure.Compose(image, [model]);

        var texts = FigureReading.Texts(page);
        texts[0].Width.Should().BeLessThan(page.Width);
        texts.Skip(1).Should().OnlyContain(text => text.Width <= 320);
    }

    [TestCase(32)]
    [TestCase(256)]
    public void The_figure_of_noise_is_small_enough_for_version_control_and_has_the_same_bytes_again(int side)
    {
        var image = AttributionFixtures.NoisyImage(side);
        var model = AttributionFixtures.Model() with
        {
            Attributions =
            [
                .. AttributionSuite.Paper.Select(method => new MethodAttribution(method, AttributionFixtures.Noise(image, method.Name))),
            ],
        };

        var first = AttributionMethodsFigure.Render(image, [model]);

        first.Length.Should().BeLessThan(MaximalBytes);
        AttributionMethodsFigure.Render(image, [model]).Should().Equal(first);
    }

    [Test]
    public void A_number_that_is_not_finite_is_refused_with_model_and_method()
    {
        var values = AttributionFixtures.OnTheRight.With(index: 3, float.NaN);
        var model = AttributionFixtures.Model() with { Attributions = [new(AttributionSuite.IntegratedGradients, values)] };

        var render = () => AttributionMethodsFigure.Render(AttributionFixtures.Pair, [model]);

        render.Should().Throw<ArgumentException>()
            .WithMessage("The IG attribution of FT_temp1 is NaN in channel 1, row 0, column 1; expected finite values.*")
            .WithParameterName("models");
    }

    [Test]
    public void Values_that_do_not_fit_the_shape_are_refused()
    {
        var model = AttributionFixtures.Model() with { Attributions = [new(AttributionSuite.IntegratedGradients, new float[2])] };

        var ofAttribution = () => AttributionMethodsFigure.Render(AttributionFixtures.Pair, [model]);
        var ofImage = () => AttributionMethodsFigure.Render(
            AttributionFixtures.Pair with { Pixels = new float[5] }, [AttributionFixtures.Model()]);

        ofAttribution.Should().Throw<ArgumentException>()
            .WithMessage("The IG attribution of FT_temp1 of shape [3, 1, 2] has 6 values, but 2 were given.*");
        ofImage.Should().Throw<ArgumentException>().WithMessage("The image of shape [3, 1, 2] has 6 values, but 5*");
    }

    [Test]
    public void Two_channels_are_refused()
    {
        var image = AttributionFixtures.Pair with { Shape = new ImageShape(2, 1, 3) };

        var render = () => AttributionMethodsFigure.Render(image, [AttributionFixtures.Model()]);

        render.Should().Throw<ArgumentException>().WithMessage("*shape [2, 1, 3]; expected 1 or 3 channels*");
    }

    [Test]
    public void No_models_and_no_attributions_are_refused()
    {
        var withoutModels = () => AttributionMethodsFigure.Render(AttributionFixtures.Pair, []);
        var withoutMethods = () => AttributionMethodsFigure.Render(
            AttributionFixtures.Pair, [AttributionFixtures.Model() with { Attributions = [] }]);

        withoutModels.Should().Throw<ArgumentException>().WithMessage("*at least one model with at least one attribution*");
        withoutMethods.Should().Throw<ArgumentException>().WithMessage("*at least one model with at least one attribution*");
    }

    [Test]
    public void Models_with_other_methods_are_refused()
    {
        var other = AttributionFixtures.Model("RT_temp1") with
        {
            Attributions = [new(AttributionSuite.IntegratedGradients, AttributionFixtures.OnTheRight)],
        };
        var none = other with { Attributions = default };

        var ofOther = () => AttributionMethodsFigure.Render(AttributionFixtures.Pair, [AttributionFixtures.Model(), other]);
        var ofNone = () => AttributionMethodsFigure.Render(AttributionFixtures.Pair, [AttributionFixtures.Model(), none]);

        ofOther.Should().Throw<ArgumentException>()
            .WithMessage("The columns are the methods of FT_temp1, Saliency, IG, GradCAM, but RT_temp1 has IG; expected the same.*");
        ofNone.Should().Throw<ArgumentException>().WithMessage("*but RT_temp1 has none; expected the same.*");
    }

    /// <summary>The one colour of all of a pixel's square, which is 160 pixels wide.</summary>
    private static SKColor ColourOfSquare(SKBitmap figure, AttributedImage image, int column, int x)
    {
        const int Square = 160;
        var corner = AttributionMethodsFigure.Grid.Corner(row: 0, column, image.Shape);
        var colours =
            from dx in Enumerable.Range(0, Square)
            from dy in Enumerable.Range(0, Square)
            select figure.GetPixel(corner.X + (x * Square) + dx, corner.Y + dy);
        return colours.Distinct().Should().ContainSingle().Subject;
    }
}
