using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Figures;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class PaperComparisonFigureTest
{
    private const int MaximalBytes = 200_000;

    private static readonly ImmutableArray<AttackVariant> Attacks = [AttackSuite.Clean, AttackSuite.Fgsm, AttackSuite.Fgsm.Strong];

    [Test]
    public void It_names_attacks_models_and_signs()
    {
        using var page = PaperComparisonFigure.Compose("Accuracy", "8 epochs", Attacks, (_, _) => new(50, 60, (40, 80)));

        var texts = FigureReading.Texts(page).Select(text => text.Text).ToList();
        texts.Should().Contain(["Accuracy", "8 epochs", "None", "FGSM", "FGSM-CW", "the paper's"]);
        texts.Where(text => text.Contains("_temp", StringComparison.Ordinal)).Should().Equal(ToyFixtures.ModelNames);
    }

    [Test]
    public void Its_key_explains_an_open_circle_only_where_there_is_one()
    {
        Texts(new(50, 60, (40, 80))).Should().NotContain("ours, of too few models to say");
        Texts(new(50, 60, null)).Should().Contain("ours, of too few models to say");

        static IEnumerable<string> Texts(ComparedAccuracy accuracy)
        {
            using var page = PaperComparisonFigure.Compose("Accuracy", "8 epochs", Attacks, (_, _) => accuracy);
            return [.. FigureReading.Texts(page).Select(text => text.Text)];
        }
    }

    [Test]
    public void A_group_s_models_have_five_colours_and_the_paper_s_number_is_black()
    {
        using var figure = FigureReading.Pixels(Render((_, _) => new(10, 70, (60, 80))));

        var colours = figure.Pixels.CountBy(pixel => pixel).ToDictionary();
        colours.Should().ContainKeys(
            [.. new[] { "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#D55E00" }.Select(SKColor.Parse), SKColors.Black]);
        colours[SKColors.White].Should().BeGreaterThan(figure.Pixels.Length / 2, "a page in a dark theme has a background of its own");
    }

    [Test]
    public void An_interval_and_a_filled_circle_are_drawn_where_there_are_models_enough()
    {
        using var known = FigureReading.Pixels(Render((_, _) => new(10, 70, (55, 85))));
        using var unknown = FigureReading.Pixels(Render((_, _) => new(10, 70, null)));

        Coloured(known).Should().BeGreaterThan(Coloured(unknown) + (20 * Attacks.Length * 100));

        static int Coloured(SKBitmap figure) => figure.Pixels.Count(pixel => pixel.Red != pixel.Green || pixel.Green != pixel.Blue);
    }

    [Test]
    public void A_number_that_is_no_percentage_is_named()
    {
        var render = () => Render((model, attack) =>
            new(50, model == Flavours.All[3] && attack == AttackSuite.Fgsm ? double.NaN : 50, null));

        render.Should().Throw<ArgumentException>().WithMessage("*RS_tempT_from_RT_temp1*FGSM*");
    }

    [TestCase(0)]
    [TestCase(9)]
    public void It_has_room_for_one_to_eight_panels(int panels)
    {
        var render = () => PaperComparisonFigure.Render(
            "Accuracy", "note", [.. Enumerable.Repeat(AttackSuite.Clean, panels)], (_, _) => new(50, 50, null));

        render.Should().Throw<ArgumentException>().WithMessage($"*1 to 8 panels, but {panels}*");
    }

    [Test]
    public void It_is_small_enough_to_be_kept_under_version_control() =>
        Render((_, _) => new(10, 70, (55, 85))).Length.Should().BeLessThan(MaximalBytes);

    private static byte[] Render(Func<ModelName, AttackVariant, ComparedAccuracy> find) =>
        PaperComparisonFigure.Render("Accuracy", "note", Attacks, find);
}
