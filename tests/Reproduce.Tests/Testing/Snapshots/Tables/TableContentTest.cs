using System.Text;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Tests.Testing.Snapshots.Tables;

[TestFixture]
public sealed class TableContentTest
{
    private static readonly Column Model = Column.Text("model");
    private static readonly Column Attack = Column.Text("attack");
    private static readonly Column Accuracy = Column.Number("accuracy", new Tolerance(0.01), decimals: 3);
    private static readonly Table Models = Table.WithColumns(Model, Accuracy).AddRow("a", 0.9).AddRow("b", 0.8);

    [Test]
    public void A_cell_that_differs_is_named_with_both_values_and_the_tolerance()
    {
        var received = Table.WithColumns(Model, Accuracy).AddRow("a", 0.9).AddRow("b", 0.765);

        Compare(Models, received).Should().Be(
            "1 cell changed, of 4: b, accuracy: 0.800 -> 0.765 (tolerance ±0.01)");
    }

    [Test]
    public void A_heading_that_differs_is_shown()
    {
        var table = Table.WithColumns(Model);

        var (one, other) = (table.WithHeading("Verdict: Supported"), table.WithHeading("Verdict: Undecided", "more"));

        Compare(one, other).Should().Be(
            "2 changes; first: heading, line 1 was 'Verdict: Supported'; it is 'Verdict: Undecided'\n" +
            "  heading, line 2 is new: 'more'");
        Compare(other, one).Should().EndWith("\n  heading, line 2 is missing: 'more'");
    }

    [Test]
    public void A_difference_that_six_digits_hide_is_shown_in_full()
    {
        var column = Column.Number("x", Tolerance.Exact);

        Compare(Table.WithColumns(column).AddRow(1), Table.WithColumns(column).AddRow(1.00000001))
            .Should().Contain("row 1, x: 1 -> 1.00000001 (tolerance exact)");
    }

    [Test]
    public void Texts_and_empty_cells_that_differ_are_shown()
    {
        var columns = Table.WithColumns(Model, Column.Text("verdict"), Accuracy);

        Compare(columns.AddRow("a", "Supported", Cell.Empty), columns.AddRow("a", "Undecided", 0.5)).Should().Be(
            "2 cells changed, of 3; most: a, verdict: Supported -> Undecided\n" +
            "  a, accuracy: nothing -> 0.500");
    }

    [Test]
    public void Rows_are_known_by_their_first_text_so_that_a_new_one_does_not_shift_the_others()
    {
        var received = Table.WithColumns(Model, Accuracy).AddRow("new", 0.1).AddRow("b", 0.8);

        Compare(Models, received).Should().Be("2 changes; first: row 'a' is missing\n  row 'new' is new");
    }

    [Test]
    public void Rows_are_known_by_as_many_exact_columns_as_tell_them_apart()
    {
        var columns = Table.WithColumns(Model, Attack, Column.Number("T", Tolerance.Exact), Accuracy);
        var verified = columns.AddRow("a", "FGSM", 1, 0.9).AddRow("a", "FGSM", 10, 0.8).AddRow("a", "PGD", 1, 0.7);
        var received = columns.AddRow("a", "FGSM", 1, 0.9).AddRow("a", "FGSM", 10, 0.5).AddRow("a", "PGD", 1, 0.7);

        Compare(verified, received).Should().Contain("a / FGSM / T 10, accuracy: 0.800 -> 0.500");
    }

    [Test]
    public void Rows_that_nothing_tells_apart_are_known_by_their_position()
    {
        var columns = Table.WithColumns(Accuracy);

        Compare(columns.AddRow(0.1).AddRow(0.2), columns.AddRow(0.1).AddRow(0.3).AddRow(0.4)).Should()
            .Contain("there were 2 rows; there are 3").And.Contain("row 2, accuracy: 0.200 -> 0.300");
    }

    [Test]
    public void Another_order_of_the_rows_is_a_difference()
    {
        var received = Table.WithColumns(Model, Accuracy).AddRow("b", 0.8).AddRow("a", 0.9);

        Compare(Models, received).Should().Be("the rows are in another order");
    }

    [Test]
    public void Missing_new_and_changed_columns_are_named_and_the_others_still_compared()
    {
        var text = Column.Text("T");
        var number = Column.Number("T", Tolerance.Exact);
        var verified = Table.WithColumns(Model, Attack, text, Accuracy).AddRow("a", "FGSM", "1", 0.9);
        var received = Table.WithColumns(Model, number, Column.Text("seed"), Accuracy).AddRow("a", 1, "0", 0.5);

        Compare(verified, received).Should().Be(
            """
            1 cell changed, of 4; 3 other changes; most: a, accuracy: 0.900 -> 0.500 (tolerance ±0.01)
              column 'attack' is missing
              column 'seed' is new
              column 'T' held texts; it holds numbers
            """);
    }

    [Test]
    public void Another_order_of_the_columns_is_a_difference()
    {
        var received = Table.WithColumns(Accuracy, Model).AddRow(0.9, "a").AddRow(0.8, "b");

        Compare(Models, received).Should().Be(
            "the columns' order was model, accuracy; it is accuracy, model");
    }

    [Test]
    public void The_largest_difference_comes_first_ten_more_are_listed_and_the_rest_counted()
    {
        var columns = Table.WithColumns(Model, Accuracy);
        var rows = Enumerable.Range(1, 50);

        var message = Compare(
            columns.AddRows(rows, i => [$"m{i}", 0.1]), columns.AddRows(rows, i => [$"m{i}", i <= 33 ? 0.1 + (i / 10.0) : 0.1]));

        message.Should().StartWith("33 cells changed, of 100; most: m33, accuracy: 0.100 -> 3.400 ")
            .And.EndWith("\n  ... and 22 more");
        message!.Split('\n').Should().HaveCount(12);
    }

    [Test]
    public void A_text_that_stands_last_names_the_rows_that_no_other_column_tells_apart()
    {
        var columns = Table.WithColumns(Column.Text("part"), Accuracy, Column.Text("statement"));
        var verified = columns.AddRow("primary", 0.9, "It grows.").AddRow("primary", 0.8, "It lasts.");
        var received = columns.AddRow("primary", 0.9, "It grows.").AddRow("primary", 0.5, "It lasts.");

        Compare(verified, received).Should().Contain(": It lasts., accuracy: 0.800 -> 0.500");
    }

    [Test]
    public void Without_anything_to_compare_with_the_numbers_are_shown_and_the_lines_of_a_long_table_counted()
    {
        var table = Table.WithColumns(Model, Accuracy).AddRows(Enumerable.Range(1, 50), i => [$"m{i}", 0.1]);

        new TableContent(table).Preview.Should().Contain("| m1 ").And.Contain("0.100").And.EndWith("\n... and 27 more lines");
    }

    [Test]
    public void A_verified_file_that_is_no_table_says_so()
    {
        var difference = new TableContent(Models).CompareTo(Encoding.UTF8.GetBytes("| model |\n"));

        difference!.Message.Should().StartWith("The verified file is no table").And.Contain("Actual: 1 lines");
    }

    [Test]
    public void A_changed_cell_of_an_exact_table_is_shown_rather_than_a_missing_and_a_new_row()
    {
        var columns = Table.WithColumns(Model, Attack);

        Compare(columns.AddRow("a", "FGSM"), columns.AddRow("a", "PGD"))
            .Should().Be("1 cell changed, of 2: a, attack: FGSM -> PGD");
    }

    private static string? Compare(Table verified, Table received) =>
        new TableContent(received).CompareTo(new TableContent(verified).Received)?.Message;

    [TestCase("\n", "\r\n")]
    [TestCase("|", "|")]
    public void Line_endings_and_a_byte_order_mark_of_the_file_make_no_difference(string line, string edited)
    {
        var file = Encoding.UTF8.GetString(new TableContent(Models).Received).Replace(line, edited);

        new TableContent(Models).CompareTo([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(file)]).Should().BeNull();
    }
}
