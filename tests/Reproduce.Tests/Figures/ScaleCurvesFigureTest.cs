using Reproduce.Figures;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class ScaleCurvesFigureTest
{
    [Test]
    public void It_names_panels_axes_marks_and_each_model_in_both_arithmetics_once_a_row()
    {
        using var page = ScaleCurvesFigure.Compose("By Scale", 20, [Panel("Full, FGSM"), Panel("Full, PGD")]);

        var texts = FigureReading.Texts(page).Select(text => text.Text).ToList();
        texts.Should().Contain(["By Scale", "Full, FGSM", "Full, PGD", "Accuracy in %", "0.01", "0.1", "1", "10", "100", "1/T", "T"]);
        texts.Where(text => text.Contains("bits", StringComparison.Ordinal) && !text.Contains("Solid", StringComparison.Ordinal))
            .Should().Equal("one, 64 bits", "one, 32 bits", "two, 64 bits", "two, 32 bits");
    }

    [Test]
    public void A_curve_has_its_models_colour()
    {
        using var figure = FigureReading.Pixels(ScaleCurvesFigure.Render("By Scale", 20, [Panel("a"), Panel("b")]));

        var colours = figure.Pixels.Select(pixel => $"{pixel.Red:x2}{pixel.Green:x2}{pixel.Blue:x2}").ToHashSet();
        colours.Should().Contain(["0072b2", "d55e00"]).And.NotContain("009e73", "there is no third model");
    }

    [Test]
    public void What_can_not_be_drawn_is_named()
    {
        static void Throws(string message, params ScaleCurvesPanel[] panels) =>
            FluentActions.Invoking(() => ScaleCurvesFigure.Render("By Scale", 20, panels))
                .Should().Throw<ArgumentException>().WithMessage(message);

        static ScaleCurvesPanel Of(params ScalePoint[] points) => new("a", [new ScaleCurve("bad", Points(1, 2), points)]);

        Throws("A row has 2 panels, but 1 were given*", Panel("a"));
        Throws("*'b' has 0*", Panel("a"), new ScaleCurvesPanel("b", []));
        Throws("*but bad has not*", Panel("a"), Of(new ScalePoint(1, 5)));
        Throws("*but bad has not*", Panel("a"), Of(new ScalePoint(1, 5), new ScalePoint(1, 5)));
        Throws("*but bad has not*", Panel("a"), Of(new ScalePoint(0, 5), new ScalePoint(1, 5)));
        Throws("*but bad has not*", Panel("a"), Of(new ScalePoint(1, 5), new ScalePoint(2, double.NaN)));
        Throws("*but bad has not*", Panel("a"), Of(new ScalePoint(1, 5), new ScalePoint(2, 101)));
    }

    private static ScaleCurvesPanel Panel(string title) => new(
        title,
        [
            new ScaleCurve("one", Points(0, 5, 10, 80, 100), Points(4, 4, 4, 4, 4)),
            new ScaleCurve("two", Points(1, 10, 60, 95, 100), Points(6, 6, 6, 6, 6)),
        ]);

    /// <summary>Accuracies at 1/100, 1/10 and so on.</summary>
    private static ScalePoint[] Points(params double[] accuracies) =>
        [.. accuracies.Select((accuracy, i) => new ScalePoint(Math.Pow(10, i - 2), accuracy))];
}
