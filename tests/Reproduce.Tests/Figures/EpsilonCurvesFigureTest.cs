using Reproduce.Figures;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class EpsilonCurvesFigureTest
{
    [Test]
    public void Panels_stand_side_by_side_and_name_their_curves()
    {
        EpsilonPanel[] panels = [Panel("Reduced", 90, 40), Panel("Full", 80, 0)];

        using var page = EpsilonCurvesFigure.Compose("PGD on Signs", "8 seeds", panels);
        using var figure = FigureReading.Pixels(EpsilonCurvesFigure.Render("PGD on Signs", "8 seeds", panels));

        FigureReading.Texts(page).Select(text => text.Text).Should()
            .Contain(["PGD on Signs", "8 seeds", "Reduced", "Full", "Full, weak", "Full, strong", "Accuracy in %", "Epsilon in 1/255"]);
        (figure.Width, figure.Height).Should().Be((1500, 830));
    }

    [TestCase(double.NaN)]
    [TestCase(100.1)]
    [TestCase(-1)]
    public void An_accuracy_out_of_range_is_named_with_its_curve(double accuracy)
    {
        var render = () => EpsilonCurvesFigure.Render("PGD", "note", [Panel("Full", 50, accuracy)]);

        render.Should().Throw<ArgumentException>().WithMessage("*'Full, weak'*epsilon 32*");
    }

    [Test]
    public void A_figure_without_panels_is_refused()
    {
        var render = () => EpsilonCurvesFigure.Render("PGD", "note", []);

        render.Should().Throw<ArgumentException>().WithMessage("*at least one panel*");
    }

    private static EpsilonPanel Panel(string title, double first, double last) => new(
        title,
        [
            new($"{title}, weak", Model: 0, IsDashed: false, [new(0, first), new(32, last)]),
            new($"{title}, strong", Model: 0, IsDashed: true, [new(0, first), new(32, 0)]),
        ]);
}
