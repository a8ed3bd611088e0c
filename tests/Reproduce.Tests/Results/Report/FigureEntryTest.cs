using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class FigureEntryTest
{
    [TestCase("TSRD", "reproduced on TSRD")]
    [TestCase("TSRD as described", "reproduced on TSRD as described")]
    [TestCase("TSRD, Paper", "reproduced on TSRD, Paper")]
    [TestCase("TSRD, other bytes", "shown on TSRD, other bytes instead. Not run on TSRD.")]
    [TestCase("TSRD2", "shown on TSRD2 instead. Not run on TSRD.")]
    public void Cases_of_one_data_set_begin_with_its_name_as_a_word(string data, string expected) =>
        Entry(SetOf(data, Sample.Figure("ab") with { Data = data })).Status.Should().Be(expected);

    [Test]
    public void Results_on_the_figures_own_data_come_first_and_then_in_natural_order()
    {
        var figure = Sample.Figure("ab");
        var set = SetOf(
            "TSRD",
            figure with { Id = "a", Title = "T = 100", Data = "TSRD" },
            figure with { Id = "b", Title = "T = 40", Data = "TSRD" },
            figure with { Id = "c", Title = "A", Data = "toy" });

        Entry(set with { Runs = [.. set.Runs, Sample.Run()] }).Results.Select(item => item.Title).Should().Equal("T = 40", "T = 100", "A");
    }

    private static FigureEntry Entry(ResultSet set) => FigureEntry.Of(set).Single();

    private static ResultSet SetOf(string data, params ResultItem[] items) => Sample.Set([.. items]) with
    {
        Paper = Sample.Paper with { Figures = [new PaperFigure(1, "Everything", "TSRD")] },
        Runs = [Sample.Run(data: data)],
    };
}
