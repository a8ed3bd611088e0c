using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

/// <summary>Where the cases, and not the effect, say what is divided by what.</summary>
[TestFixture]
public sealed class PlotAxisOfCasesTest
{
    [Test]
    public void Cases_that_are_all_ratios_are_held_against_one()
    {
        var axis = AxisOf("student / teacher at T = 10", "T = 100 / T = 10");

        axis.Reference.Should().Be(1);
        axis.HasReference.Should().BeTrue("the intervals lie around it");
    }

    [Test]
    public void Cases_of_which_some_are_no_ratios_are_not() => AxisOf("student / teacher at T = 10", "teacher").Reference.Should().Be(0);

    [Test]
    public void Without_a_case_there_is_no_ratio() => AxisOf().Reference.Should().Be(0);

    private static PlotAxis AxisOf(params string[] cases) => PlotAxis.Of(Sample.SubClaim(Sample.Finding("a case", 0.95)).SubClaim! with
    {
        Effect = "boundary pieces at multiples of the epochs",
        Findings = [.. cases.Select(name => Sample.Finding(name, 0.95))],
    });
}
