using CsCheck;
using Reproduce.Core.Randomness;

namespace Reproduce.Tests.Core.Randomness;

[TestFixture]
public sealed class MersenneTwisterTest
{
    [Test]
    public void Its_uniform_numbers_are_those_of_numpys_legacy_generator()
    {
        var random = new MersenneTwister(42);

        double[] draws = [random.NextDouble(), random.NextDouble(), random.NextDouble()];

        draws.Should().Equal(0.3745401188473625, 0.9507143064099162, 0.7319939418114051);
    }

    [Test]
    public void Its_ten_thousandth_word_is_the_one_the_cpp_standard_asks_of_mt19937()
    {
        var random = new MersenneTwister(5489);
        var word = 0u;

        for (var i = 0; i < 10_000; i++)
        {
            word = random.NextUInt32();
        }

        word.Should().Be(4123659995u);
    }

    [Test]
    public void Its_normal_numbers_are_numpys_up_to_the_last_digit()
    {
        var random = new MersenneTwister(42);

        double[] expected = [0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254];

        foreach (var normal in expected)
        {
            random.NextNormal(0, 1).Should().BeApproximately(normal, 1e-15);
        }
    }

    [Test]
    public void The_same_key_gives_the_same_stream_and_another_key_another() =>
        Gen.Select(Gen.String[1, 20], Gen.String[1, 20]).Where((a, b) => a != b).Sample((a, b) =>
            MersenneTwister.FromKey(a).NextDouble() == MersenneTwister.FromKey(a).NextDouble()
            && MersenneTwister.FromKey(a).NextDouble() != MersenneTwister.FromKey(b).NextDouble());

    [Test]
    public void Bounded_numbers_are_uniform()
    {
        var random = new MersenneTwister(1);
        var counts = new int[7];

        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextInt32(counts.Length)]++;
        }

        // Five standard deviations of a binomial count around 10,000.
        counts.Should().OnlyContain(count => Math.Abs(count - 10_000) < 5 * Math.Sqrt(70_000 * (1 / 7.0) * (6 / 7.0)));
    }

    [Test]
    public void A_shuffle_keeps_every_item() =>
        Gen.Int[0, 50].Sample(count =>
        {
            int[] items = [.. Enumerable.Range(0, count)];
            new MersenneTwister(3).Shuffle(items);
            return items.Order().SequenceEqual(Enumerable.Range(0, count));
        });
}
