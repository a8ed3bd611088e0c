using System.Globalization;
using Deque.AxeCore.Commons;
using OpenQA.Selenium;
using Reproduce.Results.Report;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results.Report;

/// <summary>The page in a browser: what it looks like, where its links lead, and whether everyone can read it.</summary>
[TestFixture]
[Category("Browser")]
public sealed class ReportBrowserTest
{
    private const int Phone = 360;

    private TemporaryFolder _folder = null!;
    private BrowserSession _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        var programs = BrowserPrograms.Find(Environment.GetEnvironmentVariable, File.Exists);
        if (programs is null)
        {
            Assert.Ignore(BrowserPrograms.Remedy);
        }

        _folder = new TemporaryFolder();
        foreach (var (name, suffix) in new[] { ("plain", ""), ("hostile", SampleReport.Hostile), ("unbroken", SampleReport.Unbroken) })
        {
            await File.WriteAllTextAsync(Page(name), await HtmlReport.RenderAsync(SampleReport.Of(_folder.Path, suffix)));
        }

        await File.WriteAllTextAsync(
            Page("changes"), await HtmlComparison.RenderAsync([SampleChanges.Of(_folder.Path, SampleReport.Unbroken)]));
        _browser = new BrowserSession(programs!);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _folder?.Dispose();
    }

    [TestCase("plain")]
    [TestCase("hostile")]
    [TestCase("unbroken")]
    public void The_page_is_drawn_without_a_complaint(string page)
    {
        _browser.Complaints();

        Open(page);

        _browser.One("h1").Displayed.Should().BeTrue();
        _browser.One("h1").Text.Should().StartWith("A Sample of a Paper");
        IsTrueOfAll("img", "image => image.naturalWidth === 1200")
            .Should().BeTrue("every picture is within the page");
        _browser.Complaints().Should().BeEmpty();
    }

    [Test]
    public void Each_line_of_the_overview_leads_to_its_claim()
    {
        Open("plain", height: 400);
        var links = _browser.All(".overview tbody a").Select(link => link.GetAttribute("href")!).ToList();

        links.Should().NotBeEmpty();
        foreach (var link in links)
        {
            Click($".overview tbody a[href='{link[link.IndexOf('#')..]}']");
            IsInView(link[(link.IndexOf('#') + 1)..]).Should().BeTrue(link);
        }
    }

    [Test]
    public void A_figure_is_enlarged_to_the_whole_window_and_closed_where_it_was()
    {
        Open("plain");
        var figure = _browser.All("figure").Single(element => element.Text.Contains("Figure 1 drawn")).GetAttribute("id")!;
        var before = Rectangle(figure);

        Click($"#{figure} a.enlarge");
        Rectangle(figure).Should().Equal(0, 0, 1280, 900);
        _browser.Evaluate<bool>("document.elementFromPoint(5, 5).closest('figure') !== null").Should().BeTrue("nothing lies above it");
        _browser.Evaluate<bool>("document.querySelector(':target img').getBoundingClientRect().width > 1000")
            .Should().BeTrue("it is enlarged");

        Click($"#{figure} a.close");
        Rectangle(figure)[2..].Should().Equal(before[2..]);
        IsInView(figure).Should().BeTrue();
    }

    [Test]
    public void A_figure_that_is_not_enlarged_has_nothing_to_close()
    {
        Open("plain");

        _browser.All("figure a.close").Should().NotBeEmpty().And.OnlyContain(link => !link.Displayed);
    }

    [Test]
    public void The_keyboard_alone_enlarges_and_closes_a_figure()
    {
        Open("plain");

        _browser.One("figure a.enlarge").SendKeys(Keys.Enter);
        _browser.Evaluate<bool>("document.querySelector('figure:target') !== null").Should().BeTrue();

        _browser.One("figure:target a.close").SendKeys(Keys.Enter);
        _browser.Evaluate<bool>("document.querySelector('figure:target') === null").Should().BeTrue();
    }

    [TestCase("plain")]
    [TestCase("hostile")]
    [TestCase("unbroken")]
    [TestCase("changes")]
    public void On_a_phone_nothing_but_wide_tables_scrolls_sideways(string page)
    {
        Open(page, Phone, 740);
        OpenDetails();

        var wide = _browser.Evaluate<string>(
            "[...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > innerWidth + 1 "
            + "&& !element.closest('.scroll, pre, .hidden, .skip')).slice(0, 5)"
            + ".map(element => element.outerHTML.slice(0, 120)).join('\\n')");

        wide.Should().BeEmpty();
        _browser.Evaluate<long>("document.documentElement.scrollWidth").Should().BeLessThanOrEqualTo(Phone);
    }

    [TestCase("plain")]
    [TestCase("unbroken")]
    public void On_a_phone_what_a_wide_table_shows_and_the_names_of_its_rows_stay_in_sight(string page)
    {
        Open(page, Phone, 740);

        IsTrueOfAll("caption > span", "text => text.getBoundingClientRect().right <= innerWidth")
            .Should().BeTrue("a caption is read without scrolling");
        _browser.Run("document.querySelector('.findings').closest('.scroll').scrollLeft = 10000;");
        _browser.Evaluate<bool>(
                "(table => [table.querySelector('tbody th'), table.querySelector('tbody td:last-child')]"
                + ".map(cell => cell.getBoundingClientRect()).every(place => place.left >= 0 && place.right <= innerWidth))"
                + "(document.querySelector('.findings'))")
            .Should().BeTrue("name and verdict of a case are side by side");
        _browser.Evaluate<bool>(
                "(table => table.querySelector('tbody th').getBoundingClientRect().right"
                + " <= table.querySelector('tbody td:last-child').getBoundingClientRect().left)(document.querySelector('.findings'))")
            .Should().BeTrue("the name does not cover the verdict");
    }

    [Test]
    public void An_enlarged_figure_fits_a_phone()
    {
        Open("unbroken", Phone, 740);

        Click("figure a.enlarge");

        _browser.Evaluate<bool>("document.querySelector(':target img').getBoundingClientRect().right <= innerWidth").Should().BeTrue();
        _browser.One("figure:target a.close").Displayed.Should().BeTrue();
    }

    [Test]
    public void Dark_mode_is_dark_and_figures_keep_their_white_ground()
    {
        Open("plain");
        Brightness("document.body").Should().BeGreaterThan(240);

        _browser.Scheme("dark");

        Brightness("document.body").Should().BeLessThan(40);
        Brightness("document.querySelector('figure img')").Should().Be(255);
    }

    [Test]
    public void A_printed_page_holds_what_is_folded_away_too()
    {
        Open("plain");
        // Laid out as for the printer, which draws closed details of any kind.
        _browser.Command("Emulation.setEmulatedMedia", ("media", "print"));
        try
        {
            IsTrueOfAll(".table details td", "cell => cell.getBoundingClientRect().height > 0")
                .Should().BeTrue();
            _browser.Evaluate<bool>("document.querySelector('.up').offsetHeight === 0")
                .Should().BeTrue("a link upwards is of no use on paper");
        }
        finally
        {
            _browser.Command("Emulation.setEmulatedMedia", ("media", ""));
        }
    }

    [Test]
    public void The_page_prints_as_PDF()
    {
        Open("plain");

        var pdf = Convert.FromBase64String((string)_browser.Command("Page.printToPDF", ("printBackground", true))["data"]);

        System.Text.Encoding.ASCII.GetString(pdf, 0, 5).Should().Be("%PDF-");
        pdf.Length.Should().BeGreaterThan(20_000);
    }

    [Test]
    public void A_link_to_a_source_opens_what_it_is_folded_into()
    {
        Open("plain", height: 400);
        Click(".subclaim:has(.origin a) .origin summary");
        var source = _browser.One(".origin[open] a").GetAttribute("href")!.Split('#')[1];
        _browser.Evaluate<bool>($"document.getElementById('{source}').closest('details').open")
            .Should().BeFalse("the sources begin folded away");

        Click($".origin[open] a[href='#{source}']");

        _browser.Evaluate<bool>($"document.getElementById('{source}').closest('details').open").Should().BeTrue();
        IsInView(source).Should().BeTrue();
    }

    [Test]
    public void Everyone_can_read_it(
        [Values("plain", "unbroken", "changes")] string page,
        [Values("light", "dark")] string scheme,
        [Values(Phone, 1280)] int width,
        [Values] bool isEnlarged)
    {
        Open(page, width, scheme: scheme);
        OpenDetails();
        if (isEnlarged)
        {
            Click("figure a.enlarge");
        }

        _browser.Run(new BundledAxeScriptProvider().GetScript());
        var violations = _browser.Run<string>(
            """
            const text = node => `${node.html} ${node.failureSummary}`;
            axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(
                result => answer(result.passes.length === 0
                    ? 'nothing was checked'
                    : result.violations.map(violation => `${violation.id}: ${violation.nodes.map(text).join('\n')}`).join('\n')),
                error => answer(String(error)));
            """);

        violations.Should().BeEmpty();
    }

    private string Page(string name) => _folder[$"{name}.html"];

    private void Open(string page, int width = 1280, int height = 900, string scheme = "light") =>
        _browser.Open(Page(page), width, height, scheme);

    private void OpenDetails() => _browser.Run("document.querySelectorAll('details').forEach(details => details.open = true);");

    /// <summary>Whether something is true of each of the elements, of which there is at least one.</summary>
    private bool IsTrueOfAll(string selector, string condition) => _browser.Evaluate<bool>(
        $"(all => all.length > 0 && all.every({condition}))([...document.querySelectorAll('{selector}')])");

    private void Click(string selector) => _browser.One(selector).Click();

    private bool IsInView(string id) => _browser.Evaluate<bool>(
        "(place => place.top >= -1 && place.top < innerHeight && place.width > 0 && place.height > 0)"
        + "(document.getElementById(arguments[0]).getBoundingClientRect())",
        id);

    /// <summary>Left, top, width and height within the window, in pixels.</summary>
    private int[] Rectangle(string id) =>
    [
        .. _browser.Evaluate<string>(
                "(place => [place.left, place.top, place.width, place.height].map(Math.round).join())"
                + "(document.getElementById(arguments[0]).getBoundingClientRect())",
                id)
            .Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)),
    ];

    /// <summary>The mean of red, green and blue of an element's background, 0 to 255.</summary>
    private double Brightness(string element) =>
        _browser.Evaluate<string>($"getComputedStyle({element}).backgroundColor.match(/\\d+/g).slice(0, 3).join()")
        .Split(',').Average(number => int.Parse(number, CultureInfo.InvariantCulture));
}
