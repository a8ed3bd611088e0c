using System.Globalization;
using CsCheck;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Tests.Testing.Snapshots.Tables;

[TestFixture]
public sealed class TableFormatTest
{
    private static readonly Table Models = Table
        .WithColumns(
            Column.Text("model"),
            Column.Number("accuracy", new Tolerance(0.01), decimals: 3),
            Column.Number("T", Tolerance.Exact))
        .AddRow("FT_temp1", 0.9914, 1)
        .AddRow("FT_temp100", -0.0001, 100)
        .AddRow("none", Cell.Empty, double.NegativeInfinity);

    [Test]
    public void A_table_is_aligned_with_texts_to_the_left_and_numbers_to_the_right() =>
        TableFormat.Render(Models).Should().Be(
            """
            | model      | accuracy |         T |
            | :--------- | -------: | --------: |
            | FT_temp1   |    0.991 |         1 |
            | FT_temp100 |    0.000 |       100 |
            | none       |          | -Infinity |

            """);

    [Test]
    public void A_heading_stands_above_the_table_and_reads_back()
    {
        var table = Models.WithHeading("Accuracies", "Source: none");

        var text = TableFormat.Render(table);

        text.Should().StartWith("Accuracies\nSource: none\n\n| model");
        TableFormat.Parse(text).Heading.Should().Equal("Accuracies", "Source: none");
        TableFormat.Render(TableFormat.Parse(TableFormat.Render(Models))).Should().StartWith("| model");
    }

    [TestCase("")]
    [TestCase("| a bar")]
    [TestCase("two\nlines")]
    public void A_heading_that_would_not_read_back_is_refused(string line) =>
        FluentActions.Invoking(() => Models.WithHeading(line)).Should().Throw<ArgumentException>().WithMessage("*heading*");

    [Test]
    public void A_table_is_written_and_read_the_same_in_every_culture()
    {
        var invariant = TableFormat.Render(Models);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "minus ";
        CultureInfo.CurrentCulture = culture;

        TableFormat.Render(Models).Should().Be(invariant);
        TableFormat.Render(TableFormat.Parse(invariant)).Should().Contain("0.991");
    }

    [Test]
    public void A_written_table_reads_back_with_kinds_and_cells()
    {
        var table = TableFormat.Parse(TableFormat.Render(Models));

        table.Columns.Select(column => (column.Name, column.IsNumeric))
            .Should().Equal(("model", false), ("accuracy", true), ("T", true));
        table.Rows.Select(row => row.ToArray()).Should().BeEquivalentTo(
            new Cell[][]
            {
                ["FT_temp1", 0.991, 1], ["FT_temp100", 0.0, 100], ["none", Cell.Empty, double.NegativeInfinity],
            },
            options => options.WithStrictOrdering());
    }

    [Test]
    public void Any_text_and_any_number_read_back_as_they_were() =>
        Gen.Select(Gen.String[Gen.Char["ab |\\\n\r\tsnä→"], 0, 8], Gen.Double).Sample((text, number) =>
        {
            var table = Table
                .WithColumns(Column.Text("text"), Column.Number("number", Tolerance.Exact))
                .AddRow(text, number);

            var row = TableFormat.Parse(TableFormat.Render(table)).Rows.Single();

            return row[0] == text && row[1].Number.Equals(number);
        });

    [Test]
    public void Line_endings_and_blank_lines_at_the_end_do_not_matter() =>
        TableFormat.Parse("| a |\r\n| :-- |\r\n| x |\r\n\r\n").Rows.Single().Single().Text.Should().Be("x");

    [TestCase("", "A table has a line of names and a ruler. Actual: 0 lines.")]
    [TestCase("| a |\n| --- |", "Line 2: a ruler is*Actual: '---'.")]
    [TestCase("| a | b |\n| :-- |", "Line 2 has 1 cells for 2 columns.")]
    [TestCase("| a |\n| :-- |\n<<<<<<< ours", "Line 3 starts and ends with '|'. Actual: '<<<<<<< ours'.")]
    [TestCase("| a |\n| --: |\n| 1,5 |", "Line 3: column 'a' holds numbers. Actual: '1,5'.")]
    [TestCase("| a |\n| :-- |\n| \\x |", "Line 3: after a backslash*")]
    [TestCase("| a | a |\n| :-- | :-- |", "Line 1: A column's name is unique*")]
    public void What_is_no_table_is_rejected_with_its_line(string text, string message)
    {
        var parse = () => TableFormat.Parse(text);

        parse.Should().Throw<FormatException>().WithMessage(message);
    }
}
