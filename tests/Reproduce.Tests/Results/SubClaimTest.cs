using System.Text.Json.Nodes;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Measured = Reproduce.Core.Statistics.Sample;

namespace Reproduce.Tests.Results;

[TestFixture]
public sealed class SubClaimTest
{
    private static readonly Conclusion Half = new(Verdict.Mixed, "Half.");

    [Test]
    public void Only_the_deciding_cases_make_the_verdict()
    {
        var subClaim = Of(null, Case(9), Case(-9) with { Decides = false });

        subClaim.Verdict.Should().Be(Verdict.Supported);
        subClaim.Mean!.Estimate.Should().BeApproximately(9, 1e-9);
        subClaim.Consistency.Should().Be(new Consistency(1, 0, 0, null));
        subClaim.Findings.Select(finding => (finding.Verdict, finding.Decides))
            .Should().Equal((Verdict.Supported, true), (Verdict.Contradicted, false));
    }

    [Test]
    public void Its_cases_keep_their_order_names_and_published_numbers()
    {
        var subClaim = Of(
            null, Case(9) with { Name = "first", Published = 8 }, Case(7) with { Decides = false }, Case(8) with { Name = "last" });

        subClaim.Findings.Select(finding => (finding.Case, Math.Round(finding.Estimate), finding.Published))
            .Should().Equal(("first", 9, 8), ("case", 7, null), ("last", 8, null));
    }

    [Test]
    public void The_trend_has_a_published_number_only_where_every_deciding_case_has_one()
    {
        Of(null, Case(9) with { Published = 8 }, Case(7) with { Published = 6 }).Mean!.Published.Should().Be(7);
        Of(null, Case(9) with { Published = 8 }, Case(7)).Mean!.Published.Should().BeNull();
    }

    [Test]
    public void It_is_compared_with_the_paper_by_its_deciding_cases_alone() =>
        Of(null, Case(9) with { Published = 8 }, Case(7) with { Published = -6, Decides = false })
            .Paper!.Should().BeEquivalentTo(new { Cases = 1, SameSign = 1, Published = 8.0 });

    [TestCase("absoluteTolerance")]
    [TestCase("relativeTolerance")]
    [TestCase("boundFactor")]
    public void A_tolerance_below_0_in_a_file_is_refused(string member)
    {
        var json = JsonNode.Parse(ResultJson.Serialize(Of(null, Case(9))))!;
        json[member] = -1;

        var read = () => ResultJson.Deserialize<SubClaim>(json.ToJsonString(), "claim.json");

        read.Should().Throw<ResultException>().WithMessage("*claim.json*finite and at least 0*");
    }

    [Test]
    public void A_file_without_a_factor_of_bounds_is_read()
    {
        var json = JsonNode.Parse(ResultJson.Serialize(Of(null, Case(9))))!.AsObject();
        json.Remove("boundFactor").Should().BeTrue();

        ResultJson.Deserialize<SubClaim>(json.ToJsonString(), "claim.json").BoundFactor.Should().Be(1);
    }

    [Test]
    public void What_is_not_tested_has_a_reason_and_neither_trend_nor_cases()
    {
        var subClaim = SubClaim.NotTested("statement", "source", "effect", "there are no such data");

        subClaim.Verdict.Should().Be(Verdict.NotTested);
        subClaim.Rule.Should().Be("there are no such data");
        subClaim.MeanAndCases.Should().BeEmpty();
        subClaim.OutdatedConclusion.Should().BeNull();
    }

    [Test]
    public void A_conclusion_that_was_written_for_another_verdict_has_to_be_written_anew() =>
        Of(new Conclusion(Verdict.Contradicted, "It is not."), Case(9)).OutdatedConclusion
            .Should().Contain("is Supported, but its conclusion was written for Contradicted");

    [Test]
    public void Without_a_conclusion_the_statement_has_to_hold() =>
        Of(null, Case(5)).OutdatedConclusion.Should().Contain("is Undecided");

    [Test]
    public void A_conclusion_of_the_present_verdict_stands() =>
        Of(Half, Case(9), Case(1)).OutdatedConclusion.Should().BeNull();

    [Test]
    public void A_conclusion_is_kept_for_its_own_verdict_alone()
    {
        Of(Half, Case(9), Case(1)).Conclusion.Should().Be("Half.");
        Of(Half, Case(9)).Conclusion.Should().BeNull();
    }

    /// <summary>Three seeds around an effect, close enough to decide all but one of exactly the margin.</summary>
    private static MeasuredCase Case(double effect) =>
        new("case", Measured.OfSeeds([effect - 0.1, effect, effect + 0.1], ValueRange.PercentDifference));

    private static SubClaim Of(Conclusion? conclusion, params MeasuredCase[] cases) =>
        SubClaim.Decide("statement", "source", "effect", DifferenceRule.Shares.IsLarge, cases, conclusion);
}
