using CsCheck;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Tests.Testing.Snapshots.Tables;

[TestFixture]
public sealed class TableToleranceTest
{
    [TestCase(0.2, 0.21, 0.01, 0, true)]
    [TestCase(0.2, 0.211, 0.01, 0, false)]
    [TestCase(0.3, 0.2, 0.1, 0, true)]
    [TestCase(-100, -105, 0, 0.05, true)]
    [TestCase(-100, -106, 0, 0.05, false)]
    [TestCase(100, 104, 1, 0.05, true)]
    [TestCase(0, 0.9, 1, 0.05, true)]
    [TestCase(0, 1e-300, 0, 0.05, false)]
    [TestCase(1, 1.0000000000000002, 0, 0, false)]
    [TestCase(0.0, -0.0, 0, 0, true)]
    [TestCase(double.NaN, double.NaN, 0, 0, true)]
    [TestCase(double.NaN, 1, 1e300, 1e300, false)]
    [TestCase(1, double.NaN, 1e300, 1e300, false)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity, 0, 0, true)]
    [TestCase(double.PositiveInfinity, double.NegativeInfinity, 1, 1, false)]
    [TestCase(double.PositiveInfinity, 1e308, 1, 1, false)]
    [TestCase(null, null, 1, 1, true)]
    [TestCase(null, 0, 1, 1, false)]
    [TestCase(0, null, 1, 1, false)]
    public void A_number_agrees_within_the_larger_part_of_its_tolerance(
        double? verified, double? received, double absolute, double relative, bool agrees)
    {
        var column = Column.Number("x", new Tolerance(absolute, relative));

        Agree(column, verified, received).Should().Be(agrees);
    }

    [TestCase(0.12349, 0.12251, true)]
    [TestCase(0.12349, 0.12151, false)]
    public void A_number_may_also_differ_by_what_its_writing_took_away(double verified, double received, bool agrees) =>
        Agree(Column.Number("x", Tolerance.Exact, decimals: 3), verified, received)
            .Should().Be(agrees, "0.123 is in the file, which stands for 0.1225 to 0.1235");

    [Test]
    public void A_number_within_its_tolerance_agrees_however_few_decimals_are_written() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Double[-1, 1], Gen.Double[0, 0.1], Gen.Int[0, 6])
            .Sample((verified, part, tolerance, decimals) =>
            Agree(Column.Number("x", new Tolerance(tolerance), decimals), verified, verified + (0.999 * part * tolerance)));

    [Test]
    public void A_number_beyond_its_tolerance_and_the_written_decimals_never_agrees() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Bool, Gen.Double[0, 0.1], Gen.Int[0, 6]).Sample((verified, up, tolerance, decimals) =>
        {
            var beyond = (1.001 * (tolerance + Math.Pow(10, -decimals))) * (up ? 1 : -1);

            return !Agree(Column.Number("x", new Tolerance(tolerance), decimals), verified, verified + beyond);
        });

    [Test]
    public void A_change_within_tolerance_passes_without_rewriting_the_file()
    {
        const string file = "Robustness/AttackTest.Fgsm.verified.txt";
        using var sandbox = new Sandbox();
        sandbox.Verify(new TableContent(TableOf(new Tolerance(0.01), 0.5)), sandbox.Settings(accept: true));

        sandbox.Verify(new TableContent(TableOf(new Tolerance(0.01), 0.505)), sandbox.Settings(accept: true));

        sandbox.Files().Should().Equal(file);
        sandbox.Read(file).Should().Contain("0.5 ").And.NotContain("0.505");
    }

    private static Table TableOf(Tolerance tolerance, double value) =>
        Table.WithColumns(Column.Number("x", tolerance)).AddRow(value);

    private static bool Agree(Column column, double? verified, double? received)
    {
        var table = Table.WithColumns(column);
        var file = new TableContent(table.AddRow(verified)).Received;
        return new TableContent(table.AddRow(received)).CompareTo(file) is null;
    }
}
