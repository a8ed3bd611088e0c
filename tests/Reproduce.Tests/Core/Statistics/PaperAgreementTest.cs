using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class PaperAgreementTest
{
    [Test]
    public void Cases_without_a_published_number_are_left_out()
    {
        PaperAgreement.Of([(Around(3), null)]).Should().BeNull();
        PaperAgreement.Of([(Around(3), null), (Around(5), 4)])!.Should().BeEquivalentTo(new { Cases = 1, Published = 4.0, Ours = 5.0 });
    }

    [Test]
    public void It_counts_effects_of_the_same_sign_and_numbers_that_one_more_seed_could_have_given() =>
        PaperAgreement.Of([(Around(3), 3.5), (Around(3), 30), (Around(3), -0.5), (Around(-3), -3)])!
            .Should().BeEquivalentTo(new { Cases = 4, SameSign = 3, Predicted = 3 });

    [Test]
    public void Ratios_go_the_same_way_where_both_are_above_1_or_both_below()
    {
        var agreement = PaperAgreement.Of([(RatioAround(2), 4), (RatioAround(0.5), 0.25), (RatioAround(0.5), 1)])!;

        agreement.SameSign.Should().Be(2);
        agreement.Published.Should().BeApproximately(1, 1e-9, "it is the geometric mean");
    }

    private static Estimate Around(double value) =>
        Bootstrap.Estimate(Sample.OfSeeds([value - 1, value, value + 1], ValueRange.PercentDifference));

    private static Estimate RatioAround(double ratio) => Bootstrap.Estimate(Sample.OfRatio([ratio, ratio * 1.1], [1, 1.1]));
}
