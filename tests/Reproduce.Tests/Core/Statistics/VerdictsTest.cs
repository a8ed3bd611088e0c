using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class VerdictsTest
{
    [TestCase(Verdict.Supported, Verdict.Supported, Verdict.Supported)]
    [TestCase(Verdict.Supported, Verdict.Contradicted, Verdict.Mixed)]
    [TestCase(Verdict.Supported, Verdict.Undecided, Verdict.Undecided)]
    [TestCase(Verdict.Supported, Verdict.NotTested, Verdict.Supported)]
    [TestCase(Verdict.Mixed, Verdict.Supported, Verdict.Mixed)]
    [TestCase(Verdict.Mixed, Verdict.Contradicted, Verdict.Mixed)]
    [TestCase(Verdict.Mixed, Verdict.Undecided, Verdict.Mixed)]
    [TestCase(Verdict.Contradicted, Verdict.Contradicted, Verdict.Contradicted)]
    [TestCase(Verdict.Contradicted, Verdict.Undecided, Verdict.Contradicted, Description = "one false part makes the whole false")]
    [TestCase(Verdict.Contradicted, Verdict.NotTested, Verdict.Contradicted)]
    [TestCase(Verdict.Undecided, Verdict.NotTested, Verdict.Undecided)]
    [TestCase(Verdict.NotTested, Verdict.NotTested, Verdict.NotTested)]
    public void The_verdict_of_the_whole_follows_its_parts(Verdict one, Verdict other, Verdict whole) =>
        Verdicts.Combine([one, other]).Should().Be(whole);

    [Test]
    public void Parts_that_are_for_and_against_it_are_mixed_whatever_is_undecided() =>
        Verdicts.Combine([Verdict.Undecided, Verdict.Supported, Verdict.NotTested, Verdict.Contradicted]).Should().Be(Verdict.Mixed);

    [Test]
    public void A_single_part_is_the_whole() => Gen.Enum<Verdict>().Sample(part => Verdicts.Combine([part]).Should().Be(part));

    [Test]
    public void The_order_and_the_number_of_equal_parts_change_nothing() =>
        Gen.Enum<Verdict>().Array[1, 8].SelectMany(parts => Gen.Shuffle(parts), (parts, shuffled) => (parts, shuffled))
            .Sample(sample => Verdicts.Combine([.. sample.shuffled, sample.shuffled[0]]).Should().Be(Verdicts.Combine(sample.parts)));

    [Test]
    public void Parts_that_are_null_are_named() =>
        FluentActions.Invoking(() => Verdicts.Combine(null!)).Should().Throw<ArgumentNullException>().WithParameterName("parts");

    [Test]
    public void A_whole_without_parts_is_refused() =>
        FluentActions.Invoking(() => Verdicts.Combine([])).Should().Throw<ArgumentException>().WithMessage("*at least one part*");
}
