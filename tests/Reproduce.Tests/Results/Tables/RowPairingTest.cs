using System.Text.RegularExpressions;
using CsCheck;
using Reproduce.Results.Changes;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Tests.Results.Tables;

/// <summary>Rows are paired by one rule, whether a snapshot is verified or two runs are compared.</summary>
[TestFixture]
public sealed class RowPairingTest
{
    private static readonly Table Columns = Table.WithColumns(
        Column.Number("rank", Tolerance.Exact), Column.Text("model"), Column.Number("accuracy", new Tolerance(0.5)));

    [Test]
    public void Rows_that_repeat_are_known_by_their_position()
    {
        var before = Columns.AddRow(1, "FT", 90).AddRow(1, "FT", 80).AddRow(1, "FT", 70);
        var after = Columns.AddRow(1, "FT", 90).AddRow(1, "FT", 60);

        NamesThatBothGive(before, after).Should().BeEquivalentTo("there were 3 rows; there are 2", "row 2, accuracy");
    }

    [Test]
    public void Rows_that_are_numbered_anew_are_known_by_their_new_numbers()
    {
        var before = Columns.AddRow(1, "FT", 90).AddRow(2, "RT", 80);
        var after = Columns.AddRow(1, "FS", 90).AddRow(2, "FT", 80).AddRow(3, "RT", 80);

        NamesThatBothGive(before, after).Should().BeEquivalentTo("row 'rank 3' is new", "rank 1, model", "rank 2, model");
    }

    [Test]
    public void A_table_of_exact_columns_alone_keeps_one_to_compare()
    {
        var columns = Table.WithColumns(Column.Text("model"), Column.Text("optimizer"));

        NamesThatBothGive(columns.AddRow("FT", "Adam"), columns.AddRow("FT", "SGD")).Should().Equal("FT, optimizer");
    }

    [Test]
    public void Rows_in_another_order_are_a_difference()
    {
        var (before, after) = (Columns.AddRow(1, "FT", 90).AddRow(2, "RT", 80), Columns.AddRow(2, "RT", 80).AddRow(1, "FT", 90));

        NamesThatBothGive(before, after).Should().Equal("the rows are in another order");
    }

    [Test]
    public void Snapshots_and_the_comparison_of_runs_pair_the_same_rows() =>
        Gen.Select(Rows, Rows).Sample((one, other) => _ = NamesThatBothGive(TableOf(one), TableOf(other)));

    private static Gen<(int Rank, string Model, int Accuracy)[]> Rows =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 1].Select(model => model == 0 ? "FT" : "RT"), Gen.Int[0, 2]).Array[0, 3];

    private static Table TableOf((int Rank, string Model, int Accuracy)[] rows) =>
        Columns.AddRows(rows, row => [row.Rank, row.Model, row.Accuracy]);

    /// <summary>What differs, as both say it: other differences by their words, cells by their row and column.</summary>
    private static string[] NamesThatBothGive(Table before, Table after)
    {
        var ofSnapshot = new TableContent(after).CompareTo(new TableContent(before).Received)?.Message.Split("\n  ") ?? [];
        var ofRuns = TableChanges.Of(Sample.Item("Accuracies"), before, after, isExact: false).SingleOrDefault();
        string[] names = [.. ofSnapshot.Select(line => NameIn(Regex.Replace(line, @"^.*(first|most|changed, of \d+): ", "")))];
        string[] details = ofRuns is null ? [] : ofRuns.Details.IsEmpty ? [ofRuns.Summary.Split("most: ")[1]] : [.. ofRuns.Details];

        details.Select(NameIn).Should().BeEquivalentTo(names);
        return names;
    }

    private static string NameIn(string line) => line.Contains(" -> ") ? line.Split(": ")[0] : line;
}
