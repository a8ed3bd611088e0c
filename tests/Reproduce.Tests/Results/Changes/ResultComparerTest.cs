using System.Collections.Immutable;
using CsCheck;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Changes;
using Reproduce.Results.Tables;

namespace Reproduce.Tests.Results.Changes;

[TestFixture]
public sealed class ResultComparerTest
{
    [Test]
    public void A_set_equals_itself_even_to_the_last_digit() => Gen.Double.Array[0, 5].Sample(numbers =>
    {
        var set = Sample.Set(
            Sample.Whole(Verdict.Supported),
            Sample.Table([.. numbers.Select((number, row) => ($"model {row}", number))]),
            Sample.SubClaim(Sample.Finding("T = 10", numbers.FirstOrDefault())),
            Sample.Figure("ab"));

        Compare(set, set, isExact: true).Should().BeEmpty();
    });

    [Test]
    public void A_number_counts_as_changed_above_its_tolerance_alone()
    {
        var before = Sample.Set(Sample.Table(("FT_temp1", 90), ("RT_temp1", 80)));
        var after = Sample.Set(Sample.Table(("FT_temp1", 90.4), ("RT_temp1", 84)));

        var change = Compare(before, after).Should().ContainSingle().Subject;

        change.Kind.Should().Be(ChangeKind.Table);
        change.Summary.Should().Be("1 cell changed, of 4; most: RT_temp1, accuracy: 80 -> 84");
        Compare(before, after, isExact: true).Single().Details.Should()
            .Equal("RT_temp1, accuracy: 80 -> 84", "FT_temp1, accuracy: 90 -> 90.4");
    }

    [Test]
    public void A_number_that_is_none_any_more_has_changed() =>
        Compare(Sample.Set(Sample.Table(("FT_temp1", 90))), Sample.Set(Sample.Table(("FT_temp1", double.NaN))))
            .Should().ContainSingle().Which.Summary.Should().EndWith("FT_temp1, accuracy: 90 -> NaN");

    [Test]
    public void Rows_are_known_by_their_texts_wherever_they_stand()
    {
        var before = Sample.Set(Sample.Table(("FT_temp1", 90), ("RT_temp1", 80)));
        var after = Sample.Set(Sample.Table(("RT_temp1", 80), ("FS_temp1", 70)));

        Compare(before, after).Should().ContainSingle().Which.Details.Should().Equal("row 'FT_temp1' is missing", "row 'FS_temp1' is new");
    }

    [Test]
    public void A_changed_verdict_comes_with_the_effects_behind_it()
    {
        var before = Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1.5)), Sample.Whole(Verdict.Supported));
        var after = Sample.Set(
            Sample.SubClaim(Sample.Finding("T = 10", 1.1, Verdict.Undecided)), Sample.Whole(Verdict.Undecided));

        var changes = Compare(before, after);

        changes.Select(change => change.Kind).Should().Equal(ChangeKind.Verdict, ChangeKind.Verdict);
        changes.Select(change => change.Summary).Should().Contain(summary => summary.StartsWith("Supported -> Undecided"));
        changes.SelectMany(change => change.Details)
            .Should().Contain("T = 10: 1.5 [1.4, 1.6] Supported -> 1.1 [1, 1.2] Undecided")
            .And.Contain("Supported -> Undecided: It grows.");
    }

    [Test]
    public void An_effect_that_moves_without_changing_a_verdict_is_an_effect() =>
        Compare(Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1.5))), Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1.6))))
            .Should().ContainSingle().Which.Kind.Should().Be(ChangeKind.Effect);

    [Test]
    public void A_bound_may_move_by_its_factor_of_what_an_effect_may_also_after_it_was_read_from_a_file()
    {
        Compare(Read(factor: 2, move: 0), Read(factor: 2, move: 0.15)).Should().BeEmpty();
        Compare(Read(factor: 2, move: 0), Read(factor: 2, move: 0.25)).Should().ContainSingle();
        Compare(Read(factor: 1, move: 0), Read(factor: 1, move: 0.15)).Should().ContainSingle();

        static ResultSet Read(double factor, double move)
        {
            var finding = Sample.Finding("T = 10", 1.5);
            var item = Sample.SubClaim(finding with { Lower = finding.Lower - move });
            var set = Sample.Set(item with { SubClaim = item.SubClaim! with { AbsoluteTolerance = 0.1, BoundFactor = factor } });
            return ResultJson.Deserialize<ResultSet>(ResultJson.Serialize(set), "report.json");
        }
    }

    [Test]
    public void A_case_that_decides_where_it_did_not_has_changed()
    {
        var aside = Sample.Finding("T = 10", 1.5) with { Decides = false };

        var change = Compare(
            Sample.Set(Sample.SubClaim(Sample.Finding("T = 40", 2), aside)),
            Sample.Set(Sample.SubClaim(Sample.Finding("T = 40", 2), aside with { Decides = true }))).Should().ContainSingle().Subject;

        change.Kind.Should().Be(ChangeKind.Verdict);
        change.Details.Should().ContainSingle().Which.Should().StartWith("T = 10: ").And.Contain("does not decide");
    }

    [Test]
    public void A_conclusion_in_other_words_is_named()
    {
        var before = Sample.SubClaim(Sample.Finding("T = 10", 1.5));
        var after = before with { SubClaim = before.SubClaim! with { Conclusion = "It grows indeed.", Rule = "above 2" } };

        var change = Compare(Sample.Set(before), Sample.Set(after)).Should().ContainSingle().Subject;

        change.Kind.Should().Be(ChangeKind.Text);
        change.Summary.Should().Be("rule, conclusion changed");
    }

    [Test]
    public void Rows_that_numbers_tell_apart_are_known_by_them()
    {
        var change = Compare(Sample.Set(Lengths(100, 1000)), Sample.Set(Lengths(100, 300, 1000))).Should().ContainSingle().Subject;

        change.Summary.Should().Be("1 other change");
        change.Details.Should().Equal("row 'epochs 300 / FT_temp1' is new");

        static ResultItem Lengths(params double[] epochs) => Sample.Item("Lengths") with
        {
            Table = Table
                .WithColumns(
                    Column.Number("epochs", Tolerance.Exact, decimals: 0),
                    Column.Text("model"),
                    Column.Number("pieces", new Tolerance(0.1)))
                .AddRows(
                    from length in epochs
                    from model in new[] { "FT_temp1", "RT_temp1" }
                    where length != 300 || model == "FT_temp1"
                    select (length, model),
                    row => [row.length, row.model, row.length / 7]),
        };
    }

    [Test]
    public void An_effect_within_its_tolerance_has_not_changed() =>
        Compare(Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1.5))), Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1.5005))))
            .Should().BeEmpty();

    [Test]
    public void A_figure_without_its_files_has_changed_if_its_hash_has() =>
        Compare(Sample.Set(Sample.Figure("ab")), Sample.Set(Sample.Figure("cd")))
            .Should().ContainSingle().Which.Kind.Should().Be(ChangeKind.Figure);

    [Test]
    public void Results_that_come_and_go_are_named()
    {
        var changes = Compare(Sample.Set(Sample.Figure("ab")), Sample.Set(Sample.Table()));

        changes.Select(change => (change.Kind, change.Title)).Should()
            .Equal((ChangeKind.Added, "Accuracies"), (ChangeKind.Removed, "Figure 1"));
    }

    [Test]
    public void A_run_that_ends_otherwise_is_named_with_its_reason()
    {
        var after = Sample.Set() with { Runs = [Sample.Run(state: ClaimState.NotRun) with { Reason = "no data" }] };

        var change = Compare(Sample.Set(), after).Should().ContainSingle().Subject;

        change.Summary.Should().Be("Passed -> NotRun");
        change.Details.Should().Equal("no data");
    }

    [Test]
    public void Markdown_lets_no_text_become_markup()
    {
        var change = new Change("Growth", "toy", ChangeKind.Table, "a|b", "<img src=x> [link](x)", ["*bold*"]);

        ChangeText.Markdown([change]).Should().Contain(@"a\|b: &lt;img src=x&gt; \[link\](x)").And.Contain(@"\*bold\*");
    }

    [Test]
    public void Text_without_changes_says_so()
    {
        ChangeText.Plain([]).Should().StartWith("No verdict, table or figure has changed.");
        ChangeText.Markdown([]).Should().Contain("No verdict, table or figure has changed.");
    }

    [TestCase("aa", "bb")]
    [TestCase("aa", null)]
    [TestCase(null, null)]
    public void Other_bytes_that_are_not_known_to_be_the_same_are_not_compared(string? before, string? after)
    {
        var change = Compare(OnOtherBytes(before, 90), OnOtherBytes(after, 10)).Should().ContainSingle().Subject;

        change.Kind.Should().Be(ChangeKind.Data);
        change.Data.Should().Be("CIFAR-10, other bytes");
        change.Summary.Should().Be(
            $"not known to be the same bytes ({before ?? "no fingerprint"} -> {after ?? "no fingerprint"}), nothing is compared");
    }

    [Test]
    public void Other_bytes_of_one_fingerprint_are_compared()
    {
        Compare(OnOtherBytes("aa", 90), OnOtherBytes("aa", 90)).Should().BeEmpty();
        Compare(OnOtherBytes("aa", 90), OnOtherBytes("aa", 10)).Should().ContainSingle().Which.Kind.Should().Be(ChangeKind.Table);
    }

    private static ResultSet OnOtherBytes(string? fingerprint, double accuracy) =>
        Sample.Set(Sample.Table(("FT_temp1", accuracy)) with { Data = "CIFAR-10, other bytes", DataFingerprint = fingerprint });

    private static ImmutableArray<Change> Compare(ResultSet before, ResultSet after, bool isExact = false) =>
        ResultComparer.Compare(before, after, isExact);
}
