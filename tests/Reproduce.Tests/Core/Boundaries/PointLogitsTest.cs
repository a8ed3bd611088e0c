using Reproduce.Core.Boundaries;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

[TestFixture]
public sealed class PointLogitsTest
{
    [Test]
    public void The_scale_is_the_root_mean_square_of_the_centred_logits()
    {
        // z = (2 relu(x0), 0, -2 relu(x0)) at x0 = 0, 1, 3: squares 0, 4 + 4, 36 + 36.
        var network = Of((0, 0, 0), new Unit(1, 0, 0, 2, 0, -2));

        PointLogits.Of(network, [0, 1, 3], [5, 6, 7]).Scale.Should().BeApproximately(Math.Sqrt(80.0 / 9), 1e-12);
    }

    [Test]
    public void A_constant_added_to_all_logits_does_not_matter()
    {
        var network = Of((7, 7, 7), new Unit(1, 0, 0, 2, 0, -2));

        PointLogits.Of(network, [0, 1, 3], [5, 6, 7]).Scale.Should().BeApproximately(Math.Sqrt(80.0 / 9), 1e-12);
    }

    [Test]
    public void Equal_logits_have_no_scale()
    {
        PointLogits.Of(Of((3, 3, 3), new Unit(1, 1, 1, 4, 4, 4)), [1], [2]).Scale.Should().Be(0);
    }

    [Test]
    public void Any_number_of_points_is_measured_as_point_by_point()
    {
        var network = Random(5, hidden: 16);
        for (var count = 1; count <= 20; count++)
        {
            var x0 = Enumerable.Range(0, count).Select(i => Math.Sin(i)).ToArray();
            var x1 = Enumerable.Range(0, count).Select(i => Math.Cos(3 * i)).ToArray();
            var squares = x0.Zip(x1).SelectMany(point =>
            {
                var logits = Logits(network, point.First, point.Second);
                return logits.Select(logit => (logit - logits.Average()) * (logit - logits.Average()));
            });

            PointLogits.Of(network, x0, x1).Scale.Should().BeApproximately(Math.Sqrt(squares.Average()), 1e-12);
        }
    }

    [TestCase(0, 0)]
    [TestCase(2, 3)]
    public void Points_that_are_missing_or_incomplete_are_refused(int first, int second)
    {
        var act = () => PointLogits.Of(Linear(1, 0), new double[first], new double[second]);

        act.Should().Throw<ArgumentException>().WithMessage($"*{first} and {second}*");
    }
}
