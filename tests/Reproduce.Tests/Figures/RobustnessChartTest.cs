using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Figures;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class RobustnessChartTest
{
    private const int MaximalBytes = 300_000;

    private static readonly ImmutableArray<AttackVariant> Attacks =
    [
        AttackSuite.Clean,
        AttackSuite.Fgsm,
        AttackSuite.Fgsm.Strong,
        AttackSuite.Pgd,
        AttackSuite.Pgd.Strong,
        AttackSuite.DeepFool,
        AttackSuite.DeepFool.Strong,
    ];

    [Test]
    public void Rows_are_in_table_order()
    {
        using var page = RobustnessChart.Compose("Robustness", Attacks, (_, _) => new(0.5));

        var texts = FigureReading.Texts(page).Select(text => text.Text).ToList();
        texts.Take(2).Should().Equal("Robustness", "Accuracy in %");
        texts.Skip(2).Take(Attacks.Length).Should().Equal("None", "FGSM", "FGSM-CW", "PGD", "PGD-CW", "DeepFool", "DeepFool-CW");
        texts.Where(text => text.Contains("_temp", StringComparison.Ordinal)).Should().Equal(ToyFixtures.ModelNames);
    }

    [Test]
    public void Cells_tell_the_accuracy_and_the_paper_s_in_per_cent()
    {
        RobustnessCell[] cells = [new(0.8123, 0.77), new(1), new(0), new(null), new(null, 0.1), new(0.5), new(0.5)];

        using var page = RobustnessChart.Compose(
            "Robustness", Attacks, (model, attack) => model == Flavours.All[3] ? cells[Attacks.IndexOf(attack)] : new(0.5));

        var texts = FigureReading.Texts(page).Select(text => text.Text).ToList();
        texts[1].Should().Be("Accuracy in %; below it, the paper's");
        texts.Skip(texts.IndexOf(Flavours.All[3].ToString()) + 1).Take(9).Should().Equal(
            "81.2", "paper 77.0", "100.0", "0.0", "–", "–", "paper 10.0", "50.0", "50.0");
    }

    [Test]
    public void A_cell_has_the_colour_of_its_accuracy()
    {
        using var figure = FigureReading.Pixels(RobustnessChart.Render(
            "Robustness",
            Attacks,
            (model, attack) => new(model == Flavours.All[12] && attack == AttackSuite.DeepFool.Strong ? 0.9 : 0.5)));

        ColourAt(row: 12, column: 6).Should().Be(ColorScale.YellowToTeal.ColorOf(0.9));
        ColourAt(row: 11, column: 6).Should().Be(ColorScale.YellowToTeal.ColorOf(0.5));
        ColourAt(row: 12, column: 5).Should().Be(ColorScale.YellowToTeal.ColorOf(0.5));

        SKColor ColourAt(int row, int column)
        {
            var area = RobustnessChart.CellArea(row, column, Attacks.Length, hasPublished: false);
            return figure.GetPixel(area.Left + 2, area.Top + 2);
        }
    }

    [Test]
    public void Black_text_has_the_strongest_grade_of_contrast_on_every_colour()
    {
        var luminances = Enumerable.Range(0, 101).Select(i => Luminance(ColorScale.YellowToTeal.ColorOf(i / 100.0))).ToList();

        luminances.Should().BeInDescendingOrder("a higher accuracy is darker");
        ((luminances[^1] + 0.05) / 0.05).Should().BeGreaterThan(7, "grade AAA of the Web Content Accessibility Guidelines");
    }

    [TestCase(1)]
    [TestCase(16)]
    public void The_fewest_and_the_most_columns_lie_within_the_page(int columns)
    {
        var attacks = Enumerable.Range(0, columns).Select(i => new AttackVariant($"A rather long attack {i}")).ToList();

        var png = RobustnessChart.Render("Robustness", attacks, (_, _) => new(1, 1));

        png.Length.Should().BeLessThan(MaximalBytes);
        using var figure = FigureReading.Pixels(png);
        var last = RobustnessChart.CellArea(19, columns - 1, columns, hasPublished: true);
        last.Right.Should().BeLessThanOrEqualTo(figure.Width - 20);
        last.Bottom.Should().Be(figure.Height - 20);
    }

    [Test]
    public void The_same_models_give_the_same_bytes() =>
        RobustnessChart.Render("Robustness", Attacks, (_, _) => new(0.3))
            .Should().Equal(RobustnessChart.Render("Robustness", Attacks, (_, _) => new(0.3)));

    [TestCase(81.2)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    public void An_accuracy_that_is_no_share_is_named(double accuracy)
    {
        var render = () => RobustnessChart.Render(
            "Robustness", Attacks, (_, attack) => new(0.5, attack == AttackSuite.DeepFool.Strong ? accuracy : 0.5));

        render.Should().Throw<ArgumentException>().WithMessage("*within 0 to 1, but RT_temp1 has*at 'DeepFool-CW'*");
    }

    [TestCase(0)]
    [TestCase(17)]
    public void Other_numbers_of_columns_are_refused(int columns)
    {
        var attacks = Enumerable.Repeat(AttackSuite.Pgd, columns).ToList();

        var render = () => RobustnessChart.Render("Robustness", attacks, (_, _) => new(0.5));

        render.Should().Throw<ArgumentException>().WithMessage($"*1 to 16 columns, but {columns}*").WithParameterName("attacks");
    }

    /// <summary>The relative luminance of the guidelines, 0 to 1.</summary>
    private static double Luminance(SKColor color)
    {
        return (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

        static double Linear(byte channel) =>
            channel / 255.0 <= 0.03928 ? channel / 255.0 / 12.92 : Math.Pow(((channel / 255.0) + 0.055) / 1.055, 2.4);
    }
}
