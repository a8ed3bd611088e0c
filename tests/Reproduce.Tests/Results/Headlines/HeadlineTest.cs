using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Headlines;

namespace Reproduce.Tests.Results.Headlines;

[TestFixture]
public sealed class HeadlineTest
{
    [Test]
    public void Claims_are_in_the_papers_order_and_others_behind_them() =>
        Headline.Of(SampleHeadline.Set).Rows.Select(row => row.Claim).Should().Equal("Growth", "Decay", "Chance");

    [Test]
    public void A_claim_says_in_short_what_the_paper_lists_for_it() =>
        Headline.Of(SampleHeadline.Set).Rows.Select(row => row.InShort).Should().Equal("", "It decays", "");

    [Test]
    public void The_default_data_are_one_column_and_data_that_nobody_lists_come_last() =>
        Headline.Of(SampleHeadline.Set).Columns.Should().Equal("default data", "CIFAR-10", "TSRD", "Signs, Paper");

    [Test]
    public void Each_cell_says_which_data_it_is_of() =>
        Headline.Of(SampleHeadline.Set).Rows.Select(row => string.Join('|', row.Cells.Select(cell => cell?.Data ?? "")))
            .Should().Equal("toy|CIFAR-10||", "Signs|||Signs, Paper", "toy|||");

    [Test]
    public void Of_two_of_the_default_data_the_second_is_a_column_of_its_own()
    {
        var whole = SampleHeadline.Whole(Verdict.Supported, null, [SampleHeadline.Part("It grows.", Verdict.Supported)]);

        var headline = Headline.Of(SampleHeadline.Of(
            SampleHeadline.Item("Growth", "Signs", whole), SampleHeadline.Item("Growth", "toy", whole)));

        headline.Columns.Should().Equal("default data", "CIFAR-10", "TSRD", "Signs");
        headline.Rows.Single().Cells.Select(cell => cell?.Data).Should().Equal("toy", null, null, "Signs");
    }

    [Test]
    public void A_paper_that_lists_no_data_has_a_column_for_each_that_there_are() =>
        Headline.Of(SampleHeadline.Set with { Paper = Sample.Paper }).Columns.Should().Equal("CIFAR-10", "Signs", "Signs, Paper", "toy");

    [Test]
    public void A_claim_that_did_not_run_has_a_row_of_empty_cells()
    {
        var set = SampleHeadline.Set with { Runs = [SampleHeadline.Run("Robustness", "TSRD", ClaimState.NotRun)] };

        Headline.Of(set).Rows.Single(row => row.Claim == "Robustness").Cells.Should().HaveCount(4).And.OnlyContain(cell => cell == null);
    }

    [Test]
    public void An_empty_cell_says_whether_the_claim_could_be_run_on_such_data()
    {
        var headline = Headline.Of(SampleHeadline.Set);
        var chance = headline.Rows.Single(row => row.Claim == "Chance");

        headline.EmptyCell(chance, column: 0).Should().Be("not run");
        headline.EmptyCell(chance, column: 1).Should().Be("–");
        headline.EmptyCell(headline.Rows.Single(row => row.Claim == "Growth"), column: 2).Should().Be("not run");
    }

    [Test]
    public void A_cell_has_the_number_of_the_first_primary_sub_claim_and_the_papers()
    {
        var cell = Headline.Of(SampleHeadline.Set).Rows[0].Cells[0]!;

        cell.VerdictInWords.Should().Be("◐ mixed");
        cell.Numbers.Should().Equal("12.3 [8.1, 16.4]", "paper 14.2");
        cell.Effect.Should().Be("after - before");
    }

    [Test]
    public void What_the_number_is_leaves_the_details_behind_a_semicolon_out() =>
        (Headline.Of(SampleHeadline.Set).Rows[0].Cells[0]! with { Effect = "after - before; of whole days." }).ShortEffect
            .Should().Be("after - before");

    [Test]
    public void An_undecided_cell_says_how_many_seeds_it_needs() =>
        Headline.Of(SampleHeadline.Set).Rows[1].Cells[0]!.Numbers.Should().Equal("0.012 [-0.25, 0.275]", "needs 14 seeds");

    [Test]
    public void What_was_not_tested_has_no_number()
    {
        var cell = Headline.Of(SampleHeadline.Set).Rows[2].Cells[0]!;

        cell.Numbers.Should().BeEmpty();
        cell.Effect.Should().BeEmpty();
    }

    [Test]
    public void The_default_data_speak_for_the_claim_and_others_where_there_are_none()
    {
        var others = SampleHeadline.Set with { Items = [.. SampleHeadline.Set.Items.Where(item => item.Data == "CIFAR-10")] };

        Headline.Of(SampleHeadline.Set).Rows[0].Leading!.Data.Should().Be("toy");
        Headline.Of(others).Rows[0].Leading!.Found.Should().Be("It grows.");
    }

    [Test]
    public void What_is_pinned_gives_the_same_cells_as_what_ran()
    {
        var pinned = new PinnedClaim(
            "Growth", "A Sample", "It grows.", "section 1", "toy", "after - before", "Some.", Verdict.Undecided, new(1, 0.5, 2, 0.95), 3)
        {
            SeedsNeeded = 8,
        };

        var headline = Headline.Of(SampleHeadline.Paper, [pinned]);

        headline.Columns.Should().Equal("default data", "CIFAR-10", "TSRD");
        headline.Rows.Single().Leading.Should().Be(
            new HeadlineCell("toy", Verdict.Undecided, "after - before", new(1, 0.5, 2, 0.95), 3, 8, "Some."));
    }

    [Test]
    public void A_whole_lacks_the_seeds_of_its_most_uncertain_part()
    {
        var few = SampleHeadline.Part("It grows.", Verdict.Undecided, 1, 0, 2, seedsNeeded: 8);

        SeedsOf(few, few with { SeedsNeeded = 20 }).Should().Be(20);
        SeedsOf(few, few with { SeedsNeeded = null }).Should().BeNull("no number of seeds decides the other one");
        SeedsOf(few, few with { Verdict = Verdict.Contradicted, SeedsNeeded = null }).Should().BeNull("the whole is decided");

        static int? SeedsOf(params PartResult[] parts) =>
            SampleHeadline.Whole(Verdicts.Combine(parts.Select(part => part.Verdict)), null, [.. parts]).SeedsNeeded;
    }
}
