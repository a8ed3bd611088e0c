using CsCheck;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class NaturalOrderTest
{
    [Test]
    public void Numbers_in_titles_are_in_their_own_order() => new[] { "T = 100", "T = 40", "S", "T = 9, 2", "T = 9, 10" }
        .OrderBy(NaturalOrder.KeyOf, StringComparer.Ordinal).Should().Equal("S", "T = 9, 2", "T = 9, 10", "T = 40", "T = 100");

    [Test]
    public void Any_two_numbers_are_in_order() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]).Sample((one, other) =>
        Math.Sign(string.CompareOrdinal(NaturalOrder.KeyOf($"T = {one}"), NaturalOrder.KeyOf($"T = {other}")))
            .Should().Be(one.CompareTo(other)));
}
