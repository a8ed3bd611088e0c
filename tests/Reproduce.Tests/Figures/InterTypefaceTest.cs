using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Figures;
using Reproduce.Figures.Drawing;
using Reproduce.Figures.Typefaces;
using ScottPlot;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class InterTypefaceTest
{
    [Test]
    public void The_embedded_typefaces_are_Inter_in_two_weights()
    {
        InterTypeface.Regular.FamilyName.Should().Be("Inter");
        InterTypeface.Regular.FontWeight.Should().Be(400);
        InterTypeface.Bold.FamilyName.Should().Be("Inter");
        InterTypeface.Bold.FontWeight.Should().Be(700);
    }

    [Test]
    public void Both_weights_have_a_glyph_for_every_character_that_figures_use()
    {
        const string Special = "×–−=_%.,:;()'\"+/±≥≤αετ→";
        var ascii = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code));

        InterTypeface.Regular.ContainsGlyphs(ascii + Special).Should().BeTrue();
        InterTypeface.Bold.ContainsGlyphs(ascii + Special).Should().BeTrue();
    }

    [Test]
    public void The_plotting_library_is_given_the_embedded_typefaces_and_not_an_installed_Inter()
    {
        InterTypeface.Register();

        Fonts.GetTypeface(InterTypeface.Family, bold: false, italic: false).Should().BeSameAs(InterTypeface.Regular);
        Fonts.GetTypeface(InterTypeface.Family, bold: true, italic: false).Should().BeSameAs(InterTypeface.Bold);
    }

    [Test]
    public void Registering_again_adds_nothing()
    {
        InterTypeface.Register();
        var before = Fonts.FontResolvers.Count;

        InterTypeface.Register();

        Fonts.FontResolvers.Should().HaveCount(before);
    }

    [TestCaseSource(nameof(AllFigures))]
    public void Every_text_of_every_figure_is_set_in_Inter(Func<IDisposable> compose)
    {
        using var page = (FigurePage)compose();

        var texts = FigureReading.Texts(page);

        texts.Should().NotBeEmpty().And.OnlyContain(text => text.Family == InterTypeface.Family);
    }

    [Test]
    public void An_assembly_without_assets_is_refused()
    {
        using var assembly = File.OpenRead(typeof(AttributedModel).Assembly.Location);

        var read = () => AvaloniaResources.Read(assembly, "/Assets/Inter-Regular.ttf");

        read.Should().Throw<InvalidDataException>().WithMessage("*no managed resource '!AvaloniaResources'*");
    }

    [Test]
    public void An_asset_that_is_not_there_is_named()
    {
        using var assembly = typeof(AttributedModel).Assembly.GetManifestResourceStream("Avalonia.Fonts.Inter.dll")!;

        var read = () => AvaloniaResources.Read(assembly, "/Assets/Comic.ttf");

        read.Should().Throw<InvalidDataException>().WithMessage("*'/Assets/Comic.ttf'*");
    }

    private static IEnumerable<TestCaseData> AllFigures()
    {
        var data = ToyFixtures.Data;
        var network = ToyFixtures.RedBelowGreenAbove;
        return new (string Name, Func<IDisposable> Compose)[]
        {
            ("ToyDataset", () => ToyDatasetFigure.Compose(data)),
            ("HardenedBoundaries", () => HardenedBoundariesFigure.Compose(data, 40, network, network, network)),
            ("BothRegularizers", () => BothRegularizersFigure.Compose(data, [new TeacherAndStudent(10, network, network)])),
            ("LossCurves", () => LossCurvesFigure.Compose("Losses", "note", ToyFixtures.Losses)),
            ("DecisionHeatmaps", () => ModelGridFigure.ComposeHeatmaps(data, ToyFixtures.RandomNetwork, 10, Shading.Probabilities)),
            ("AttackedImage", () => AttackedImageFigure.Compose(AttackedImageFigureTest.Image())),
            ("AttributionMethods", () => AttributionMethodsFigure.Compose(AttributionFixtures.Pair, [AttributionFixtures.Model()])),
            ("AttributionGrid", () => AttributionGridFigure.Compose(
                AttributionSuite.Saliency, AttributionFixtures.Pair, AttributionFixtures.Same)),
            ("Examples", () => ExamplesFigure.Compose("Examples", ExamplesFigureTest.Pictures())),
            ("ClassCounts", () => ClassCountsFigure.Compose("Counts", ["a", "b", "c"], [1, 2], [3, 4])),
            ("Robustness", () => RobustnessChart.Compose("Robustness", [AttackSuite.Fgsm, AttackSuite.Pgd], (_, _) => new(1))),
            ("Accuracies", () => ModelGridFigure.ComposeAccuracies(data, ToyFixtures.RandomNetwork, 10)),
        }.Select(figure => new TestCaseData(figure.Compose).SetArgDisplayNames(figure.Name));
    }
}
