using CsCheck;
using Reproduce.Core.Randomness;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class HolmTest
{
    /// <summary>Strong and weak, for and against.</summary>
    private static readonly Gen<Evidence> AnyEvidence = Gen.Select(
        Gen.Double[0, 1], Gen.Bool, (share, isFor) => isFor ? new Evidence(10 * share * share, 40) : new Evidence(40, 10 * share * share));

    [Test]
    public void A_single_case_needs_no_correction() =>
        AnyEvidence.Sample(evidence => Holm.Decide([evidence]).Should().Equal(evidence.Verdict));

    [Test]
    public void Of_several_the_surest_needs_the_most_evidence_and_the_others_less_and_less() =>
        Holm.Decide([new(0.9, 30), new(0.3, 30), new(30, 0.4)])
            .Should().Equal(Verdict.Supported, Verdict.Supported, Verdict.Contradicted);

    [Test]
    public void Where_the_surest_is_not_decided_no_other_is() =>
        Holm.Decide([new(0.9, 30), new(0.4, 30), new(30, 0.4)])
            .Should().Equal(Verdict.Undecided, Verdict.Undecided, Verdict.Undecided);

    [Test]
    public void One_more_case_never_makes_the_verdict_of_another_surer() =>
        Gen.Select(AnyEvidence.Array[1, 8], AnyEvidence).Sample((cases, another) =>
        {
            var (before, after) = (Holm.Decide(cases), Holm.Decide([.. cases, another]));

            before.Zip(after).Should().OnlyContain(pair => pair.Second == pair.First || pair.Second == Verdict.Undecided);
        });

    [Test]
    public void Cases_in_another_order_have_the_same_verdicts() =>
        Gen.Select(AnyEvidence.Array[1, 8], Gen.Int[0, 7]).Sample((cases, start) =>
        {
            var verdicts = Holm.Decide(cases);

            Holm.Decide(Turned(cases)).Should().Equal(Turned([.. verdicts]));

            T[] Turned<T>(T[] items) => [.. items[(start % items.Length)..], .. items[..(start % items.Length)]];
        });

    [Test]
    public void Where_nothing_is_so_any_case_is_supported_in_one_family_of_forty()
    {
        const int families = 20_000;
        var random = new MersenneTwister(3);

        // Each p-value is uniform; the claim is supported up to 2.5 %.
        var wrong = Enumerable.Range(0, families).Count(_ => Holm.Decide(
            [.. Enumerable.Range(0, 10).Select(_ => random.NextDouble()).Select(p => new Evidence(p / 0.025, (1 - p) / 0.05))])
            .Contains(Verdict.Supported));

        // Three standard deviations are 0.33 %.
        (100.0 * wrong / families).Should().BeInRange(2.1, 2.83);
    }
}
