using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Reproduce.Results.Changes;
using Reproduce.Results.Report;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results.Report;

/// <summary>The page of changes, for plain and hostile texts.</summary>
[TestFixture("")]
[TestFixture(SampleReport.Hostile)]
public sealed class HtmlComparisonTest(string suffix)
{
    private TemporaryFolder _folder = null!;
    private IHtmlDocument _page = null!;

    [OneTimeSetUp]
    public async Task Render()
    {
        _folder = new TemporaryFolder();
        _page = await PageOf(SampleChanges.Of(_folder.Path, suffix));
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _page.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void It_begins_with_the_numbers_of_what_has_changed() => _page.Texts("header strong").Should().Equal(
        "2 verdicts, 1 sub-claim, 2 cases, 3 figures, 2 tables, 1 run, 1 text changed. 2 results new or gone. "
        + "1 claim on other data, not compared.");

    [Test]
    public void Verdicts_come_first_and_what_is_new_or_gone_last() => _page.Texts("h3")
        .Should().Equal("Not compared", "Verdicts", "Sub-claims", "Cases", "Figures", "Tables", "Runs and texts", "New or gone");

    [Test]
    public void A_verdict_stands_beside_the_earlier_one_each_with_its_number()
    {
        var row = _page.QuerySelectorAll(".overview tbody tr").First(row => row.Texts("th")[0].Contains(" on toy"));

        row.Texts(".verdict").Should().Equal("◐ mixed", "✗ contradicted");
        row.Texts(".line").Should().Equal("1.200 [0.875, 1.625]", "1.200 [0.875, 1.625]");
    }

    [Test]
    public void A_figure_is_shown_before_and_after_and_where_it_differs()
    {
        var figure = _page.QuerySelectorAll("article").First(article => article.QuerySelector("img") is not null);

        figure.Texts("figcaption > span").Should().Equal("Before", "After", "Difference: pixels in red");
        figure.QuerySelectorAll("img").Select(image => image.GetAttribute("alt")!).Should().OnlyHaveUniqueItems()
            .And.OnlyContain(text => text.StartsWith($"Figure 2 signs{suffix}, Growth{suffix} on Signs{suffix}: "));
    }

    [Test]
    public void Of_a_table_the_rows_that_changed_are_shown()
    {
        var table = _page.QuerySelectorAll("article table")[^1];

        table.QuerySelectorAll("tbody tr").Should().ContainSingle();
        table.Texts("del").Should().Equal("1");
        table.Texts("ins").Should().Equal("2");
    }

    [Test]
    public void Its_headings_are_in_order_and_its_ids_and_links_lead_somewhere()
    {
        var levels = _page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();
        var ids = _page.QuerySelectorAll("[id]").Select(element => "#" + element.Id).ToList();

        levels.Should().StartWith(1).And.ContainSingle(level => level == 1);
        levels.Zip(levels.Skip(1)).Should().OnlyContain(pair => pair.Second <= pair.First + 1);
        ids.Should().OnlyHaveUniqueItems();
        _page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Should().BeSubsetOf(ids);
        _page.QuerySelectorAll("[aria-labelledby]")
            .Should().NotBeEmpty().And.OnlyContain(element => _page.GetElementById(element.GetAttribute("aria-labelledby")!) != null);
    }

    [Test]
    public void Nothing_runs_and_nothing_is_fetched()
    {
        _page.QuerySelectorAll("script, link, iframe, object, embed, base, form, [http-equiv]").Should().BeEmpty();
        _page.All.SelectMany(element => element.Attributes)
            .Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal))
            .Should().BeEmpty();
        _page.QuerySelectorAll("[src]").Should().NotBeEmpty()
            .And.OnlyContain(image => image.GetAttribute("src")!.StartsWith("data:image/"));
    }

    [Test]
    public async Task Without_a_change_it_is_one_sentence()
    {
        var set = SampleReport.Of(_folder.Path, suffix);

        var page = await PageOf(ResultComparison.Of(set with { Folder = null }, set with { Folder = null }));

        page.Texts(".unchanged").Should().Equal("✓ No verdict, table or figure has changed.");
        page.QuerySelectorAll("h3").Should().BeEmpty();
    }

    private static async Task<IHtmlDocument> PageOf(ResultComparison comparison) =>
        new HtmlParser().ParseDocument(await HtmlComparison.RenderAsync([comparison]));
}
