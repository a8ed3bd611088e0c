using AngleSharp.Html.Dom;
using Reproduce.Results.Report;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results.Report;

/// <summary>The page's form, for each kind of text in it: plain, hostile, unbroken.</summary>
[TestFixture("")]
[TestFixture(SampleReport.Hostile)]
[TestFixture("mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm")]
public sealed class HtmlReportStructureTest(string suffix)
{
    private TemporaryFolder _folder = null!;
    private IHtmlDocument _page = null!;

    [OneTimeSetUp]
    public async Task Render()
    {
        _folder = new TemporaryFolder();
        _page = await HtmlPage.Of(SampleReport.Of(_folder.Path, suffix));
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _page.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Every_id_is_there_once() =>
        _page.QuerySelectorAll("[id]").Select(element => element.Id).Should().NotBeEmpty().And.OnlyHaveUniqueItems();

    [Test]
    public void Every_link_within_the_page_leads_somewhere()
    {
        var ids = _page.QuerySelectorAll("[id]").Select(element => "#" + element.Id).ToHashSet();

        _page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")!)
            .Should().NotBeEmpty().And.OnlyContain(target => ids.Contains(target));
    }

    [Test]
    public void Every_label_names_an_element() => _page.QuerySelectorAll("[aria-labelledby]")
        .Should().NotBeEmpty().And.OnlyContain(element => _page.GetElementById(element.GetAttribute("aria-labelledby")!) != null);

    [Test]
    public void There_is_one_first_heading_and_no_level_is_skipped()
    {
        var levels = _page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();

        levels.Should().StartWith(1);
        levels.Count(level => level == 1).Should().Be(1);
        levels.Zip(levels.Skip(1)).Should().OnlyContain(pair => pair.Second <= pair.First + 1);
    }

    [Test]
    public void Nothing_runs_and_nothing_is_fetched()
    {
        _page.QuerySelectorAll("script, link, iframe, object, embed, base, form, [http-equiv]").Should().BeEmpty();
        _page.All.SelectMany(element => element.Attributes)
            .Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal))
            .Should().BeEmpty();
        _page.QuerySelectorAll("[src]")
            .Should().NotBeEmpty().And.OnlyContain(image => image.GetAttribute("src")!.StartsWith("data:image/"));
        _page.QuerySelectorAll("a[href]:not([href^='#'])").Select(link => link.GetAttribute("href"))
            .Should().Equal("https://example.org/paper?a=1&b=2");
        _page.QuerySelectorAll("style").Single().TextContent.Should().NotContain("url(").And.NotContain("@import");
    }

    [Test]
    public void Every_table_says_what_it_shows_and_its_headers_say_what_they_head()
    {
        var tables = _page.QuerySelectorAll("table");

        tables
            .Should().NotBeEmpty().And.OnlyContain(table => table.Texts("caption").All(text => text != "")
                && table.QuerySelector("caption") != null);
        _page.QuerySelectorAll("th")
            .Should().OnlyContain(header => header.GetAttribute("scope") == "col" || header.GetAttribute("scope") == "row");
        _page.QuerySelectorAll("th").Should().OnlyContain(header => HtmlPage.TextOf(header) != "");
        _page.QuerySelectorAll("tbody tr")
            .Should().OnlyContain(row => row.QuerySelectorAll("th").Length == 1, "each row of the sample begins with a name");
    }

    [Test]
    public void Every_picture_has_an_alternative_text_and_its_size() =>
        _page.QuerySelectorAll("img").Should().HaveCount(2).And.OnlyContain(image =>
            image.GetAttribute("alt") != "" && image.GetAttribute("width") == "1200" && image.GetAttribute("height") == "750");

    [Test]
    public void The_language_and_the_character_set_are_named()
    {
        _page.DocumentElement.GetAttribute("lang").Should().Be("en");
        _page.CharacterSet.Should().BeEquivalentTo("utf-8");
        _page.Title.Should().Be("Reproduction report: A Sample of a Paper" + suffix);
    }

    [Test]
    public void Whatever_a_text_says_stays_text()
    {
        HtmlPage.TextOf(_page.QuerySelector("h1")!).Should().Be("A Sample of a Paper" + suffix);
        _page.Texts("td").Should().Contain("alike" + suffix);
        _page.Texts("pre").Should().OnlyContain(text => text == "- 1.0 + 2.0" + suffix);
        _page.Texts("#sources dd").Should().Contain("not JSON" + suffix);
        _page.Texts(".deviations tbody th").Should().Contain("the sample" + suffix);
    }

    [Test]
    public async Task Equal_results_give_equal_pages() =>
        (await HtmlReport.RenderAsync(SampleReport.Of(_folder.Path, suffix)))
            .Should().Be(await HtmlReport.RenderAsync(SampleReport.Of(_folder.Path, suffix)));
}
