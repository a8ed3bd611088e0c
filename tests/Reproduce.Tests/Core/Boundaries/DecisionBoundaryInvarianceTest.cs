using CsCheck;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Networks;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>Changes of the weights that leave the predictions unchanged, or change only the names of the classes.</summary>
[TestFixture]
public sealed class DecisionBoundaryInvarianceTest
{
    [Test]
    public void The_order_of_the_hidden_units_does_not_matter() =>
        Check(network => Of(Biases(network), [.. Units(network).Reverse()]));

    [Test]
    public void A_constant_added_to_all_logits_does_not_matter() =>
        Check(network =>
        {
            var (zero, one, two) = Biases(network);
            return Of((zero + 5, one + 5, two + 5), Units(network));
        });

    [Test]
    public void A_positive_factor_of_all_logits_does_not_matter() =>
        Check(network =>
        {
            var (zero, one, two) = Biases(network);
            return Of(
                (3 * zero, 3 * one, 3 * two),
                [.. Units(network).Select(unit => unit with { V0 = 3 * unit.V0, V1 = 3 * unit.V1, V2 = 3 * unit.V2 })]);
        });

    [Test]
    public void A_factor_moved_from_the_outputs_to_the_inputs_of_a_unit_does_not_matter() =>
        Check(network => Of(
            Biases(network),
            [.. Units(network).Select(unit => new Unit(
                2 * unit.W0, 2 * unit.W1, 2 * unit.B, unit.V0 / 2, unit.V1 / 2, unit.V2 / 2))]));

    [Test]
    public void A_unit_split_into_two_copies_of_half_the_weight_does_not_matter() =>
        Check(network => Of(
            Biases(network),
            [.. Units(network).SelectMany(unit =>
            {
                var half = unit with { V0 = unit.V0 / 2, V1 = unit.V1 / 2, V2 = unit.V2 / 2 };
                return new[] { half, half };
            })]));

    [Test]
    public void The_names_of_the_classes_do_not_matter() =>
        Check(network =>
        {
            var (zero, one, two) = Biases(network);
            return Of(
                (one, two, zero),
                [.. Units(network).Select(unit => unit with { V0 = unit.V1, V1 = unit.V2, V2 = unit.V0 })]);
        });

    private static void Check(Func<Perceptron, Perceptron> change) => Any.Sample(network =>
    {
        var before = DecisionBoundary.Of(network, Square);
        var after = DecisionBoundary.Of(change(network), Square);

        after.PieceCount.Should().Be(before.PieceCount);
        after.Length.Should().BeApproximately(before.Length, 1e-9);
    });
}
