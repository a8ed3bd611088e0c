using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Changes;

namespace Reproduce.Tests.Results.Changes;

[TestFixture]
public sealed class ResultComparisonTest
{
    [Test]
    public void A_claims_verdict_comes_with_its_number_before_and_after()
    {
        var comparison = ResultComparison.Of(
            Sample.Set(Whole(Verdict.Supported, 1.5)), Sample.Set(Whole(Verdict.Undecided, 1.1)));

        comparison.Claims.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Claim = "Growth",
            Data = "toy",
            Before = new { Verdict = Verdict.Supported, Number = new { Estimate = 1.5 } },
            After = new { Verdict = Verdict.Undecided, Number = new { Estimate = 1.1 } },
        });
    }

    [Test]
    public void A_part_that_only_the_claim_as_a_whole_names_is_a_changed_sub_claim() =>
        ResultComparison.Of(Sample.Set(Whole(Verdict.Supported, 1.5)), Sample.Set(Whole(Verdict.Undecided, 1.1)))
            .SubClaims.Should().ContainSingle().Which.Name.Should().Be("It grows.");

    [Test]
    public void A_part_that_is_a_result_of_its_own_is_named_once()
    {
        var before = Sample.Set(Whole(Verdict.Supported, 1.5), Sample.SubClaim(Sample.Finding("T = 10", 1.5)));
        var after = Sample.Set(Whole(Verdict.Undecided, 1.1), Sample.SubClaim(Sample.Finding("T = 10", 1.1, Verdict.Undecided)));

        var comparison = ResultComparison.Of(before, after);

        comparison.SubClaims.Should().ContainSingle();
        comparison.Cases.Should().ContainSingle().Which.Cases.Should().ContainSingle().Which.Name.Should().Be("T = 10");
    }

    [Test]
    public void A_case_that_moves_alone_leaves_its_sub_claim_as_it_was()
    {
        var comparison = ResultComparison.Of(
            Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1.5), Sample.Finding("T = 40", 2))),
            Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1.7), Sample.Finding("T = 40", 2))));

        comparison.SubClaims.Should().BeEmpty();
        comparison.Cases.Single().Cases.Select(one => one.Name).Should().Equal("T = 10");
    }

    [Test]
    public void A_sub_claim_with_another_verdict_comes_before_one_whose_trend_has_moved()
    {
        var comparison = ResultComparison.Of(
            Sample.Set(Named("A", 1.5, Verdict.Supported), Named("B", 1.5, Verdict.Supported)),
            Sample.Set(Named("A", 1.6, Verdict.Supported), Named("B", 1.1, Verdict.Undecided)));

        comparison.SubClaims.Select(part => part.Name).Should().Equal("B", "A");
    }

    [Test]
    public void What_has_changed_is_counted_by_kind()
    {
        var before = Sample.Set(Sample.Whole(Verdict.Supported), Sample.SubClaim(Sample.Finding("T = 10", 1.5)), Sample.Figure("ab"));
        var after = Sample.Set(
            Sample.Whole(Verdict.Undecided), Sample.SubClaim(Sample.Finding("T = 10", 1.1, Verdict.Undecided)), Sample.Figure("cd"));

        ResultComparison.Summary([ResultComparison.Of(before, after)]).Should().Be("1 verdict, 1 sub-claim, 1 case, 1 figure");
        ResultComparison.Summary([ResultComparison.Of(before, before)]).Should().BeEmpty();
    }

    private static ResultItem Whole(Verdict verdict, double number)
    {
        var whole = Sample.Whole(verdict);
        return whole with
        {
            Whole = whole.Whole! with { Primary = [whole.Whole.Primary[0] with { Mean = Sample.Finding(SubClaim.MeanName, number) }] },
        };
    }

    private static ResultItem Named(string name, double mean, Verdict verdict)
    {
        var item = Sample.SubClaim(Sample.Finding("T = 10", 2));
        return item with
        {
            Id = name,
            SubClaim = item.SubClaim! with
            {
                Statement = name,
                Verdict = verdict,
                Mean = Sample.Finding(SubClaim.MeanName, mean, verdict),
            },
        };
    }
}
