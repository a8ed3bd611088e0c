using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class VerdictsTest
{
    [TestCase(Verdict.Supported, Verdict.Supported, Verdict.Supported)]
    [TestCase(Verdict.Supported, Verdict.NotSupported, Verdict.PartlySupported)]
    [TestCase(Verdict.Supported, Verdict.Inconclusive, Verdict.PartlySupported)]
    [TestCase(Verdict.PartlySupported, Verdict.NotSupported, Verdict.PartlySupported)]
    [TestCase(Verdict.NotSupported, Verdict.Inconclusive, Verdict.NotSupported)]
    [TestCase(Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Inconclusive)]
    public void The_verdict_of_the_whole_follows_its_parts(Verdict one, Verdict other, Verdict whole) =>
        Verdicts.Combine([one, other]).Should().Be(whole);

    [Test]
    public void The_order_and_the_number_of_equal_parts_change_nothing() =>
        Gen.Enum<Verdict>().Array[1, 8].SelectMany(parts => Gen.Shuffle(parts), (parts, shuffled) => (parts, shuffled))
            .Sample(sample => Verdicts.Combine([.. sample.shuffled, sample.shuffled[0]]).Should().Be(Verdicts.Combine(sample.parts)));

    [Test]
    public void A_whole_without_parts_is_refused() =>
        FluentActions.Invoking(() => Verdicts.Combine([])).Should().Throw<ArgumentException>().WithMessage("*at least one part*");
}
