using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results.Report;

/// <summary>What the page says.</summary>
[TestFixture]
public sealed class HtmlReportContentTest
{
    private TemporaryFolder _folder = null!;
    private ResultSet _set = null!;
    private IHtmlDocument _page = null!;

    [OneTimeSetUp]
    public async Task Render()
    {
        _folder = new TemporaryFolder();
        _set = SampleReport.Of(_folder.Path);
        _page = await HtmlPage.Of(_set);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _page.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Each_claim_has_a_line_with_its_verdict_how_sure_it_is_and_how_its_run_ended() =>
        _page.Texts(".overview tbody tr").Should().Equal(
        "Decay Signs started but not finished: it is still running, was interrupted, or its set-up failed",
        "Decay toy nothing pinned to compare with",
        "Growth Signs ✓ supported 1 of 1 case decided 1 primary sub-claim: 1 supported differs from what is pinned: A verdict "
            + "differs",
        "Growth toy ◐ mixed 3 of 4 cases decided 2 primary sub-claims: 1 contradicted, 1 mixed as pinned");

    [Test]
    public void Claims_that_did_not_run_share_a_line() =>
        _page.Texts("#overview > p").Should().Equal("Not run: Growth on CIFAR-10. Its files are not there");

    [Test]
    public void The_headline_has_a_cell_for_each_claim_and_data_with_its_number()
    {
        _page.Texts(".headline thead th").Should().Equal("Claim", "Signs", "Toy");
        _page.Texts(".headline tbody th").Should().Equal("Decay", "Growth");
        _page.QuerySelectorAll(".headline a").Select(link => link.GetAttribute("href"))
            .Should().Equal("#" + _page.QuerySelectorAll("section.claim").Single(section => section.Id!.Contains("growth-signs")).Id);
        _page.Texts(".headline tbody td .verdict").Should().Equal("✓ supported", "◐ mixed");
        _page.Texts(".headline tbody td .line").Should().Equal("1.2 [0.88, 1.63]", "1.2 [0.88, 1.63]");
        _page.Texts(".headline tbody td.source").Should().Equal("not run", "not run");
    }

    [Test]
    public async Task Below_the_headline_stands_what_was_found_on_the_default_data()
    {
        using var page = await HtmlPage.Of(_set with { Paper = _set.Paper with { DefaultData = ["toy"] } });

        page.Texts(".headline thead th").Should().Equal("Claim", "Default data", "Signs");
        page.Texts(".headline td div.source").Should().Equal("on toy");
        page.Texts(".found li").Should().Equal(
            "Growth on toy: It grows, lateThe number: after minus before", "Growth on Signs: supported.");
    }

    [Test]
    public void After_the_overview_stands_every_statement_of_the_paper_with_a_link_to_what_decides_it()
    {
        _page.Texts("#statements p").Should().Equal("1 of 4 statements decided: 1 mixed.");
        _page.Texts(".statements tbody tr").Should().Equal(
            "abstract It growsdoes grow ◐ mixed Growth: A grows",
            "section 1 The weather has no part in it ? undecided Growth: B weather",
            "section 2 It withers Its test did not run.",
            "section 3 It is heavy There is no scale.");
        _page.QuerySelectorAll(".statements a").Select(link => link.GetAttribute("href")).Should().Equal(
            Section("toy").QuerySelectorAll(".subclaim").Skip(1).Take(2).Select(part => "#" + part.Id));
        _page.QuerySelector("#overview")!.NextElementSibling!.Id.Should().Be("statements");
    }

    [Test]
    public async Task Without_statements_there_is_no_list_of_them()
    {
        using var page = await HtmlPage.Of(_set with { Paper = _set.Paper with { Statements = [] } });

        page.QuerySelectorAll("#statements").Should().BeEmpty();
    }

    [Test]
    public void The_trend_comes_first_and_is_set_apart()
    {
        var rows = Section("toy").QuerySelectorAll(".subclaim")[0].QuerySelectorAll("tbody tr");

        rows.Select(row => row.ClassName ?? "").Should().Equal("mean", "", "", "aside");
        HtmlPage.TextOf(rows[0]).Should().StartWith("mean 1.200 0.875 to 1.625");
    }

    [Test]
    public void A_sub_claim_says_what_is_claimed_how_its_cases_agree_and_how_they_compare_with_the_papers()
    {
        var part = Section("toy").QuerySelectorAll(".subclaim")[0];

        part.Texts(".rule").Should().Equal("Claimed of the mean and of every case: above 5.");
        part.Texts(".cases").Should().Equal("Cases: 1 for, 0 against, 1 open; one more case would lie between -0.5 and 3.");
        part.Texts(".beside-paper").Should().Equal(
            "Beside the paper: 1 of 2 effects have the sign of the paper's, 1 of the paper's lies in the 95 % prediction interval of one "
                + "more seed of ours; the mean is "
                + "1.4 in the paper, 1.2 here.");
        part.Texts("thead th").Should().Contain("Paper");
        part.Texts("tbody tr:nth-child(2) td:nth-child(4)").Should().Equal("1.750");
        part.QuerySelectorAll("tbody tr:nth-child(2) .published").Should().ContainSingle();
    }

    [Test]
    public void An_undecided_sub_claim_says_how_many_seeds_would_decide_it() =>
        HtmlPage.TextOf(Section("toy").QuerySelectorAll(".subclaim")[2].QuerySelector("p")!)
            .Should().Be("31 seeds would decide it, if the estimate is true. section 1");

    [Test]
    public void A_sub_claim_is_folded_to_its_statement_verdict_and_trend_unless_it_is_not_as_pinned()
    {
        var parts = _page.QuerySelectorAll(".subclaim > details");

        parts.Where(part => part.HasAttribute("open")).Should().NotBeEmpty()
            .And.OnlyContain(part => part.QuerySelector(".differs") != null);
        parts.Where(part => !part.HasAttribute("open")).Should().NotBeEmpty()
            .And.OnlyContain(part => part.QuerySelector(".differs") == null);
        HtmlPage.TextOf(Section("toy").QuerySelectorAll(".subclaim")[0].QuerySelector("summary")!)
            .Should().Be("First it shrinks. ✗ contradicted 1.200 [0.875, 1.625]");
    }

    [Test]
    public void What_is_not_as_pinned_stands_before_the_verdicts_with_links()
    {
        _page.Texts(".failed li").Should().ContainSingle()
            .Which.Should().StartWith("Growth on Signs: differs from what is pinned: A verdict differs");
        _page.QuerySelectorAll(".failed a").Should().NotBeEmpty();
        _page.QuerySelector(".failed")!.NextElementSibling!.Id.Should().Be("overview");
    }

    [Test]
    public async Task Without_changes_nothing_is_said_of_them()
    {
        using var page = await HtmlPage.Of(Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1))));

        page.QuerySelectorAll(".failed").Should().BeEmpty();
    }

    [Test]
    public void A_sub_claim_that_is_not_tested_says_why_and_has_no_table()
    {
        var part = Section("toy").QuerySelectorAll(".subclaim")[3];

        part.Texts(".rule").Should().Equal("Not tested: There is no scale.");
        part.QuerySelectorAll("table").Should().BeEmpty();
    }

    [Test]
    public void Claims_with_results_have_a_section_and_a_link_to_it()
    {
        _page.Texts("section.claim h2").Should().Equal("Decay on toy", "Growth on Signs", "Growth on toy");
        _page.QuerySelectorAll(".overview tbody a").Select(link => link.GetAttribute("href"))
            .Should().Equal(_page.QuerySelectorAll("section.claim").Select(section => "#" + section.Id));
    }

    [Test]
    public void Sub_claims_are_in_the_order_of_the_whole_and_those_beside_it_follow() =>
        Section("toy").Texts(".subclaim h4").Should().Equal("First it shrinks.", "It grows.", "It is not the weather.", "It is heavy.");

    [Test]
    public void Tables_beside_the_paper_come_first() => Section("toy").Texts(".table h4").Should().Equal("D compared", "E long");

    [Test]
    public void A_difference_to_the_paper_is_marked_by_a_sign_and_a_word()
    {
        var cells = Section("toy").QuerySelectorAll(".table tbody td:nth-child(4)")
            .Select(cell => (HtmlPage.TextOf(cell), cell.ClassName!.Trim()));

        cells.Should().Equal(
            ("+1.0 ≈close", "number close"), ("-5.0 ≠off", "number off"), ("-40.0 ≠≠far", "number far"), ("NaN", "number"));
        Section("toy").Texts(".table caption")[0].Should().Be("Accuracies in percent. Difference: ≈ within 2, ≠ within 6, ≠≠ beyond.");
    }

    [Test]
    public void A_long_table_is_folded_away_and_a_short_one_is_not()
    {
        var tables = Section("toy").QuerySelectorAll(".table");

        tables[0].QuerySelectorAll("details:not(.origin)").Should().BeEmpty();
        HtmlPage.TextOf(tables[1].QuerySelector("details:not(.origin) summary")!).Should().Be("Show the table's 40 rows");
        tables[1].QuerySelectorAll("tbody tr").Should().HaveCount(SampleReport.ManyRows);
    }

    [Test]
    public void A_table_without_a_heading_is_captioned_by_its_title() =>
        Section("toy").Texts(".table caption")[1].Should().Be("E long");

    [Test]
    public void Cases_that_do_not_decide_are_set_apart()
    {
        var row = Section("toy").QuerySelector(".subclaim tr.aside")!;

        HtmlPage.TextOf(row).Should().Be("T = 100 NaN -Infinity to Infinity 1 (undecided)");
        row.QuerySelectorAll("svg *").SelectMany(shape => shape.Attributes)
            .Should().OnlyContain(attribute => !attribute.Value.Contains("NaN"));
    }

    [Test]
    public void A_caption_speaks_of_the_line_and_of_grey_rows_where_there_are_some()
    {
        var captions = Section("toy").Texts(".subclaim caption");

        captions.Should().Contain(
            "After / before. The dashed line marks 1; diamonds mark the paper's numbers; rows in grey do not decide.");
        captions.Should().Contain(
            "After minus before. The dashed line marks 0; diamonds mark the paper's numbers; rows in grey do not decide.");
    }

    [Test]
    public async Task A_caption_is_silent_on_a_line_that_is_out_of_sight()
    {
        using var page = await HtmlPage.Of(Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 99))));

        page.Texts(".subclaim caption").Should().Equal("After / before.");
    }

    [Test]
    public async Task The_level_of_the_intervals_is_theirs()
    {
        var part = Sample.SubClaim(Sample.Finding("T = 10", 1) with { Level = 0.9 });
        using var page = await HtmlPage.Of(Sample.Set(part));

        page.Texts(".findings thead th").Should().Contain("90 % interval");
    }

    [Test]
    public void A_result_that_differs_says_how_and_how_to_run_it_again()
    {
        var notes = Section("Signs").Texts(".subclaim .differs");

        notes.Should().ContainSingle().Which.Should().Contain("dotnet test --filter \"FullyQualifiedName~Growth.Grows_on_signs\"");
        Section("Signs").QuerySelector(".subclaim pre")!.TextContent.Should().Be("- 1.0\n+ 2.0");
    }

    [Test]
    public void A_whole_that_differs_says_so() => Section("Signs").Texts(".claim > .differs").Should().ContainSingle();

    [Test]
    public void A_result_that_nobody_recorded_says_so() =>
        _page.Texts(".subclaim .differs").Should().Contain("Nothing is pinned yet to compare it with.");

    [Test]
    public void Every_figure_of_the_paper_is_listed_with_what_there_is_of_it()
    {
        var statuses = _page.QuerySelectorAll(".figure-index td:last-child").Select(cell => HtmlPage.TextOf(cell.FirstChild!));

        statuses.Should().Equal(
            "Reproduced on toy",
            "Shown on Signs instead. Its files are not there (Drawn signs stand in)",
            "Not there: Its files are not there",
            "Not there: its test did not run");
    }

    [Test]
    public void A_figure_links_to_all_that_reproduces_it() =>
        _page.QuerySelectorAll(".figure-index tbody tr")[0].Texts("a")
            .Should().Equal("D compared (toy)", "Figure 1 drawn (toy)", "Figure 1 lost (toy)");

    [Test]
    public void A_picture_that_is_gone_is_named() =>
        _page.QuerySelectorAll("figure").Single(figure => HtmlPage.TextOf(figure).Contains("Figure 1 lost"))
            .TextContent.Should().Contain("The file lost.png is not there.");

    [Test]
    public void Only_differences_that_matter_for_a_claim_and_its_data_are_shown()
    {
        Section("toy").Texts(".deviations tbody th").Should().Equal("the sample");
        Section("Signs").Texts(".deviations tbody th").Should().Equal("the sample", "the signs");
        _page.QuerySelectorAll("section.claim")[0].QuerySelectorAll(".deviations").Should().BeEmpty();
    }

    [Test]
    public void Every_source_is_listed_once_with_all_of_its_settings()
    {
        _page.Texts("#sources .entry strong").Should().Equal("FS", "FT", "RT", "FT");
        var model = _page.QuerySelectorAll("#sources .entry")[1];
        HtmlPage.TextOf(model)
            .Should().StartWith("FT, seeds 42–43, 45 ").And.Contain("Network.Kind toy").And.Contain("DistillationTemperature 20");
    }

    [Test]
    public async Task Settings_that_recipes_share_are_read_once()
    {
        string[] recipes =
            ["""{"Model":"FT","DistillationTemperature":20,"Epochs":3}""", """{"Model":"FS","DistillationTemperature":20,"Epochs":3}"""];
        using var page = await HtmlPage.Of(Sample.Set(Sample.Item("a") with
        {
            Sources = [.. recipes.Select(recipe => SampleReport.SourceOf("model", "FT", [1], recipe))],
        }));

        page.Texts("#sources .shared dt").Should().Equal("DistillationTemperature", "Epochs", "Device", "libtorch", "Commit");
        page.Texts("#sources .entry dd").Should().Contain("FS").And.NotContain("3");
    }

    [Test]
    public void A_result_links_to_its_sources()
    {
        var origin = Section("toy").QuerySelectorAll(".subclaim")[1].QuerySelector(".origin")!;

        origin.Texts("li").Should().Equal("model, seeds 42–43, 45: FT", "model, seed 42: RT", "robustness, seeds 42–43: FT");
        HtmlPage.TextOf(origin).Should().Contain("4 models and 2 stored measurements");
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("file:///etc/passwd")]
    [TestCase("not an address")]
    [TestCase(null)]
    public async Task Only_an_address_of_the_web_becomes_a_link(string? url)
    {
        using var page = await HtmlPage.Of(_set with { Paper = _set.Paper with { Url = url } });

        page.QuerySelectorAll("a:not([href^='#'])").Should().BeEmpty();
    }

    [Test]
    public async Task Without_any_run_the_page_says_so()
    {
        using var page = await HtmlPage.Of(new ResultSet { Paper = Sample.Paper with { Figures = [] }, Runs = [], Items = [] });

        HtmlPage.TextOf(page.Body!).Should().Contain("No claim has been run.");
        page.QuerySelectorAll("table tbody tr, #figures, #sources").Should().BeEmpty();
    }

    [Test]
    public async Task Results_whose_run_is_gone_are_not_linked_to()
    {
        using var page = await HtmlPage.Of(_set with { Runs = [.. _set.Runs.Where(run => run.Data != "toy")] });

        var ids = page.QuerySelectorAll("[id]").Select(element => "#" + element.Id).ToHashSet();
        page.QuerySelectorAll("a[href^='#']").Should().OnlyContain(link => ids.Contains(link.GetAttribute("href")!));
    }

    [Test]
    public async Task Two_sub_claims_of_one_statement_are_both_shown_once()
    {
        var one = Sample.SubClaim(Sample.Finding("T = 10", 1));
        var whole = Sample.Whole(Verdict.Supported);
        var twice = whole with { Whole = whole.Whole! with { Primary = [.. whole.Whole.Primary, .. whole.Whole.Primary] } };
        using var page = await HtmlPage.Of(Sample.Set(one, one with { Id = "Growth.Again", Title = "Again" }, twice));

        page.QuerySelectorAll(".subclaim").Select(part => part.Id).Should().HaveCount(2).And.OnlyHaveUniqueItems();
    }

    private IElement Section(string data) => _page.QuerySelectorAll("section.claim").Single(section =>
        HtmlPage.TextOf(section.QuerySelector("h2")!) == $"Growth on {data}");
}
