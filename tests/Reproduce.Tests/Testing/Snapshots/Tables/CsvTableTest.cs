using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Tests.Testing.Snapshots.Tables;

[TestFixture]
public sealed class CsvTableTest
{
    private static readonly Dictionary<string, Tolerance> Accuracy = new() { ["accuracy"] = new Tolerance(0.01) };

    [Test]
    public void Columns_with_a_tolerance_are_numbers_and_the_others_texts()
    {
        var table = CsvTable.Parse("model,accuracy\r\nFT_temp1,0.99\r\nFT_temp10,\r\n", Accuracy);

        table.Columns.Select(column => (column.Name, column.Tolerance)).Should().Equal(("model", null), ("accuracy", new Tolerance(0.01)));
        table.Rows.Select(row => (row[0].Text, row[1].Number)).Should().Equal(("FT_temp1", 0.99), ("FT_temp10", null));
    }

    [Test]
    public void Quotes_hold_commas_line_breaks_and_quotes()
    {
        var table = CsvTable.Parse("\"a,b\",c\n\"x\ny\",\"say \"\"hi\"\"\"", new Dictionary<string, Tolerance>());

        table.Columns.Select(column => column.Name).Should().Equal("a,b", "c");
        table.Rows.Single().Select(cell => cell.Text).Should().Equal("x\ny", "say \"hi\"");
    }

    [TestCase("", "The values have a header line*")]
    [TestCase("model\nx", "A tolerance names a column. There is none named 'accuracy'; columns: model.")]
    [TestCase("model,accuracy\nx", "Record 2 has 1 values for 2 columns.")]
    [TestCase("model,accuracy\nx,high", "Record 2: column 'accuracy' holds numbers. Actual: 'high'.")]
    [TestCase("model,accuracy\n\"x,1", "A quoted value ends with a quote*")]
    [TestCase("model,accuracy\n\"x\"y,1", "Record 2: after a closing quote*")]
    public void Values_that_are_no_table_are_rejected(string csv, string message)
    {
        var parse = () => CsvTable.Parse(csv, Accuracy);

        parse.Should().Throw<FormatException>().WithMessage(message);
    }
}
