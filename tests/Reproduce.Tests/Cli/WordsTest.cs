using Reproduce.Cli.Hosting;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class WordsTest
{
    [TestCase(0.004, "4 ms")]
    [TestCase(0.0996, "0.1 s")]
    [TestCase(9.94, "9.9 s")]
    [TestCase(9.96, "10 s")]
    [TestCase(119, "119 s")]
    [TestCase(150, "3 min")]
    [TestCase(9000, "2.5 h")]
    [TestCase(400_000, "4.6 d")]
    public void Durations_have_two_digits_or_so(double seconds, string expected) =>
        Words.Duration(TimeSpan.FromSeconds(seconds)).Should().Be(expected);

    [TestCase(0, "0 B")]
    [TestCase(1023, "1023 B")]
    [TestCase(1536, "1.5 KiB")]
    [TestCase(5_242_880, "5.0 MiB")]
    [TestCase(3_221_225_472, "3.0 GiB")]
    public void Sizes_have_a_unit(long bytes, string expected) => Words.Size(bytes).Should().Be(expected);

    [Test]
    public void Runs_of_numbers_are_ranges()
    {
        Words.Numbers([44, 42, 43]).Should().Be("42-44");
        Words.Numbers([1, 5, 6, 9]).Should().Be("1, 5-6, 9");
        Words.Numbers([]).Should().BeEmpty();
    }
}
