using CsCheck;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class ReportWordsTest
{
    [TestCase("0123456789abcdef", "0123456")]
    [TestCase("0123456789abcdef-dirty", "0123456-dirty")]
    [TestCase("unknown", "unknown")]
    public void A_commit_is_short_and_says_if_its_sources_were_changed(string commit, string expected) =>
        ReportWords.Commit(commit).Should().Be(expected);

    [TestCase(Verdict.Supported, "✓ supported")]
    [TestCase(Verdict.Contradicted, "✗ contradicted")]
    [TestCase(Verdict.Mixed, "◐ mixed")]
    [TestCase(Verdict.Undecided, "? undecided")]
    [TestCase(Verdict.NotTested, "– not tested")]
    public void A_verdict_is_a_sign_and_words(Verdict verdict, string expected) =>
        $"{ReportWords.SignOf(verdict)} {ReportWords.Of(verdict)}".Should().Be(expected);

    [TestCase(Verdict.Mixed, null, "Mixed")]
    [TestCase(Verdict.Undecided, 12, "Undecided (12 seeds would decide it, if the estimate is true)")]
    [TestCase(Verdict.Undecided, null, "Undecided (1000 seeds would not decide it, if the estimate is true)")]
    public void What_is_undecided_says_how_many_seeds_it_lacks(Verdict verdict, int? seedsNeeded, string expected) =>
        ReportWords.WithSeedsNeeded(verdict, seedsNeeded).Should().Be(expected);

    [Test]
    public void Every_state_of_a_run_has_its_own_words() =>
        Enum.GetValues<ClaimState>().Select(ReportWords.Of).Should().OnlyHaveUniqueItems();

    [TestCase(0.1234567, null, "0.123457")]
    [TestCase(1234567, null, "1234567")]
    [TestCase(0.5, 2, "0.50")]
    [TestCase(-0.001, 2, "0.00")]
    [TestCase(-0.0000001, null, "0")]
    [TestCase(-0.05, 2, "-0.05")]
    [TestCase(double.NaN, 1, "NaN")]
    [TestCase(double.PositiveInfinity, null, "Infinity")]
    public void A_number_has_its_decimals_and_no_negative_zero(double value, int? decimals, string expected) =>
        ReportWords.Number(value, decimals).Should().Be(expected);

    [TestCase(1.26, 1, "+1.3")]
    [TestCase(-1.26, 1, "-1.3")]
    [TestCase(0, 1, "0.0")]
    [TestCase(double.NaN, 1, "NaN")]
    public void A_difference_has_a_sign(double value, int? decimals, string expected) =>
        ReportWords.Difference(value, decimals).Should().Be(expected);

    [TestCase(0.04, "0.0 s")]
    [TestCase(99.4, "99.4 s")]
    [TestCase(100, "1.7 min")]
    [TestCase(7200, "2.0 h")]
    public void A_duration_has_a_unit_that_suits_it(double seconds, string expected) => ReportWords.Duration(seconds).Should().Be(expected);

    [Test]
    public void A_moment_is_in_coordinated_universal_time() =>
        ReportWords.Moment(new DateTimeOffset(2026, 3, 1, 1, 30, 0, TimeSpan.FromHours(2))).Should().Be("2026-02-28 23:30 UTC");

    [Test]
    public void Commits_and_keys_are_shortened_and_what_is_short_stays()
    {
        ReportWords.Commit("0123456789").Should().Be("0123456");
        ReportWords.Commit("unknown").Should().Be("unknown");
        ReportWords.Key("0123456789abcdef").Should().Be("0123456789ab");
    }

    [TestCase(0, "0 seeds")]
    [TestCase(1, "1 seed")]
    [TestCase(2, "2 seeds")]
    public void One_thing_is_singular(int count, string expected) => ReportWords.Count(count, "seed").Should().Be(expected);

    [TestCase("", new int[0])]
    [TestCase("7", new[] { 7 })]
    [TestCase("42–44, 46", new[] { 46, 44, 42, 43, 43 })]
    public void Numbers_are_shown_as_ranges(string expected, int[] numbers) => ReportWords.Numbers(numbers).Should().Be(expected);

    [Test]
    public void Ranges_hold_the_numbers_and_no_others() => Gen.Int[0, 60].Array.Sample(numbers =>
    {
        var read = ReportWords.Numbers(numbers).Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(range => range.Split('–').Select(int.Parse).ToArray())
            .SelectMany(range => Enumerable.Range(range[0], range[^1] - range[0] + 1));

        read.Should().Equal(numbers.Distinct().Order());
    });

    [Test]
    public void Levels_are_named_once_each()
    {
        var finding = Sample.Finding("T = 10", 1);

        ReportWords.Level([finding, finding with { Level = 0.9 }, finding]).Should().Be("90\u00A0% and 95\u00A0%");
        ReportWords.Level([]).Should().BeEmpty();
    }

    [TestCase("", "")]
    [TestCase("after / before", "After / before")]
    [TestCase("95 %", "95 %")]
    public void A_sentence_begins_with_a_capital(string text, string expected) => ReportWords.Capital(text).Should().Be(expected);
}
