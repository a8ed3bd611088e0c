using CsCheck;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>Where a boundary leaves its box.</summary>
[TestFixture]
public sealed class BorderCrossingTest
{
    [Test]
    public void A_straight_boundary_leaves_the_box_on_two_sides() =>
        DecisionBoundary.Of(Linear(1, 0.5), Square).BorderCrossingCount.Should().Be(2);

    [Test]
    public void A_closed_region_does_not_leave_the_box()
    {
        // |x0| + |x1| against 1: a diamond.
        var network = Of(
            (0, 1, Never),
            new Unit(1, 0, 0, 1, 0, 0),
            new Unit(-1, 0, 0, 1, 0, 0),
            new Unit(0, 1, 0, 1, 0, 0),
            new Unit(0, -1, 0, 1, 0, 0));

        DecisionBoundary.Of(network, Square).BorderCrossingCount.Should().Be(0);
    }

    [Test]
    public void A_closed_region_that_the_box_cuts_is_open_in_it()
    {
        var network = Of(
            (0, 1, Never),
            new Unit(1, 0, 0, 1, 0, 0),
            new Unit(-1, 0, 0, 1, 0, 0),
            new Unit(0, 1, 0, 1, 0, 0),
            new Unit(0, -1, 0, 1, 0, 0));

        DecisionBoundary.Of(network, new Box(-2, 0.5, -2, 2)).BorderCrossingCount.Should().Be(2);
    }

    [Test]
    public void A_network_of_one_class_crosses_no_border() =>
        DecisionBoundary.Of(Of((2, 1, 0), new Unit(1, 1, 0, 1, 0.5, 0)), Square).BorderCrossingCount.Should().Be(0);

    [Test]
    public void Crossings_are_the_changes_of_the_class_along_the_border() => Any.Sample(
        network =>
        {
            var crossings = DecisionBoundary.Of(network, Square).BorderCrossingCount;

            // A walk on a grid misses pairs of changes between two of its points.
            var changes = ChangesAlongTheBorder(network, steps: 1000);
            changes.Should().BeLessThanOrEqualTo(crossings);
            (crossings - changes).Should().BeLessThanOrEqualTo(2);
        },
        iter: 100);

    private static int ChangesAlongTheBorder(Perceptron network, int steps)
    {
        int[] classes = [.. Enumerable.Range(0, 4 * steps).Select(ClassAt)];
        return classes.Where((predicted, i) => predicted != classes[(i + 1) % classes.Length]).Count();

        int ClassAt(int place)
        {
            var along = -2 + (4 * ((place % steps) + 0.5) / steps);
            return (place / steps) switch
            {
                0 => PredictedClass(network, along, -2),
                1 => PredictedClass(network, 2, along),
                2 => PredictedClass(network, -along, 2),
                _ => PredictedClass(network, -2, -along),
            };
        }
    }
}
