using Reproduce.Results.Tables;

namespace Reproduce.Tests.Results.Tables;

[TestFixture]
public sealed class TableTest
{
    private static readonly Table Models = Table
        .WithColumns(Column.Text("model"), Column.Number("accuracy", new Tolerance(0.01)));

    [Test]
    public void Adding_a_row_leaves_the_table_as_it_was()
    {
        var more = Models.AddRow("FT_temp1", 0.99);

        Models.Rows.Should().BeEmpty();
        more.Rows.Should().ContainSingle();
    }

    [Test]
    public void Rows_are_made_of_items_in_their_order()
    {
        var table = Models.AddRows([1, 10], temperature => [$"FT_temp{temperature}", 1.0 / temperature]);

        table.Rows.Select(row => (row[0].Text, row[1].Number)).Should().Equal(("FT_temp1", 1.0), ("FT_temp10", 0.1));
    }

    [Test]
    public void A_row_of_another_length_is_rejected()
    {
        var add = () => Models.AddRow("FT_temp1");

        add.Should().Throw<ArgumentException>().WithMessage("Row 1 has 1 cells for 2 columns.*");
    }

    [Test]
    public void A_text_among_numbers_is_rejected()
    {
        var add = () => Models.AddRow("FT_temp1", "high");

        add.Should().Throw<ArgumentException>().WithMessage("Row 1: column 'accuracy' holds numbers.*high*");
    }

    [Test]
    public void A_number_among_texts_is_rejected()
    {
        var add = () => Models.AddRow(1, 0.99);

        add.Should().Throw<ArgumentException>().WithMessage("Row 1: column 'model' holds texts.*");
    }

    [Test]
    public void A_table_without_columns_is_rejected()
    {
        var create = () => Table.WithColumns();

        create.Should().Throw<ArgumentException>().WithMessage("A table has at least one column.*");
    }

    [Test]
    public void Two_columns_of_one_name_are_rejected()
    {
        var create = () => Table.WithColumns(Column.Text("a"), Column.Number("a", Tolerance.Exact));

        create.Should().Throw<ArgumentException>().WithMessage("*'a' occurs 2 times.*");
    }

    [TestCase(-1)]
    [TestCase(16)]
    public void Decimals_outside_of_their_range_are_rejected(int decimals)
    {
        var create = () => Column.Number("accuracy", Tolerance.Exact, decimals);

        create.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Column 'accuracy': 0 to 15 decimals.*");
    }

    [TestCase(-0.1, 0)]
    [TestCase(0, double.NaN)]
    [TestCase(double.PositiveInfinity, 0)]
    public void A_tolerance_is_finite_and_not_negative(double absolute, double relative)
    {
        var create = () => new Tolerance(absolute, relative);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    [TestCase(0, 0, "exact")]
    [TestCase(0.01, 0, "±0.01")]
    [TestCase(0, 0.05, "±5 %")]
    [TestCase(0.01, 0.05, "±0.01 or ±5 %")]
    public void A_tolerance_says_what_it_is(double absolute, double relative, string expected) =>
        new Tolerance(absolute, relative).ToString().Should().Be(expected);
}
