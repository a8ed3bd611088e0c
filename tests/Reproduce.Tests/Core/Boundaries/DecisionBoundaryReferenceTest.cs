using CsCheck;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Networks;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>Compares the number of pieces with an independent count in exact arithmetic.</summary>
[TestFixture]
public sealed class DecisionBoundaryReferenceTest
{
    [Test]
    public void Random_networks_have_as_many_pieces_of_every_pair_as_exact_arithmetic_counts() =>
        Any.Sample(Agrees, iter: 60);

    [TestCase(1u, 16)]
    [TestCase(2u, 16)]
    [TestCase(3u, 32)]
    public void Networks_of_the_papers_sizes_have_as_many_pieces_as_exact_arithmetic_counts(uint seed, int hidden) =>
        Agrees(Random(seed, hidden));

    private static void Agrees(Perceptron network)
    {
        var segments = DecisionBoundary.Of(network, Square).Segments;

        (int, int)[] pairs = [(0, 1), (0, 2), (1, 2)];
        pairs.Select(pair => segments.Count(piece => (piece.LowerClass, piece.HigherClass) == pair))
            .Should().Equal(ExactPieceCount.Of(network, Square));
    }
}
