using Reproduce.Core.Statistics;
using Reproduce.Results;

namespace Reproduce.Tests.Results;

[TestFixture]
public sealed class SubClaimTest
{
    [Test]
    public void Only_the_deciding_cases_make_the_verdict() =>
        Of(null, Case(Verdict.Supported), Case(Verdict.NotSupported) with { Decides = false }).Verdict.Should().Be(Verdict.Supported);

    [Test]
    public void A_conclusion_that_was_written_for_another_verdict_has_to_be_written_anew() =>
        FluentActions.Invoking(Of(new Conclusion(Verdict.NotSupported, "It is not."), Case(Verdict.Supported)).RequireCurrentConclusion)
            .Should().Throw<OutdatedConclusionException>().WithMessage("*is Supported, but its conclusion was written for NotSupported*");

    [Test]
    public void Without_a_conclusion_the_statement_has_to_hold() =>
        FluentActions.Invoking(Of(null, Case(Verdict.Inconclusive)).RequireCurrentConclusion)
            .Should().Throw<OutdatedConclusionException>().WithMessage("*is Inconclusive*");

    [Test]
    public void A_conclusion_of_the_present_verdict_stands() =>
        FluentActions.Invoking(Of(Half, Case(Verdict.Supported), Case(Verdict.NotSupported)).RequireCurrentConclusion).Should().NotThrow();

    [Test]
    public void A_conclusion_is_kept_for_its_own_verdict_alone()
    {
        Of(Half, Case(Verdict.Supported), Case(Verdict.NotSupported)).Conclusion.Should().Be("Half.");
        Of(Half, Case(Verdict.Supported)).Conclusion.Should().BeNull();
    }

    private static readonly Conclusion Half = new(Verdict.PartlySupported, "Half.");

    private static Finding Case(Verdict verdict) => new("case", new Interval(1, 0.9, 1.1, 0.95, 20), verdict);

    private static SubClaim Of(Conclusion? conclusion, params Finding[] findings) =>
        new("statement", "source", "effect", [.. findings], conclusion);
}
