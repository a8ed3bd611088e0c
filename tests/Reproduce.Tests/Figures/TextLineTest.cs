using CsCheck;
using Reproduce.Figures.Drawing;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class TextLineTest
{
    private static readonly TextLine Line = new("Attacked: predicted give_way", Size: 20);

    [Test]
    public void A_line_that_fits_stays_as_it_is() => Line.FitInto(Line.Width).Should().BeSameAs(Line);

    [Test]
    public void A_line_a_little_too_wide_is_set_smaller()
    {
        var fitted = Line.FitInto(0.8f * Line.Width);

        fitted.Text.Should().Be(Line.Text);
        fitted.Size.Should().BeInRange(15, 16.5f);
    }

    [Test]
    public void A_line_far_too_wide_is_cut()
    {
        var fitted = Line.FitInto(0.5f * Line.Width);

        fitted.Size.Should().Be(14);
        fitted.Text.Should().StartWith("Attacked: predict").And.EndWith("...");
    }

    [Test]
    public void Words_are_wrapped_into_lines_no_wider_than_they_may_be()
    {
        var lines = Line.Wrap(0.8f * Line.Width);

        lines.Select(line => line.Text).Should().Equal("Attacked: predicted", "give_way");
        lines.Should().OnlyContain(line => line.Width <= 0.8f * Line.Width && line.Size == Line.Size);
    }

    [Test]
    public void A_fitted_line_is_never_wider_than_it_may_be() =>
        Gen.Select(Gen.Float[40, 400], Gen.String[Gen.Char[' ', '~'], 1, 60])
            .Sample((width, text) => new TextLine(text, Size: 17).FitInto(width).Width <= width, iter: 200);
}
