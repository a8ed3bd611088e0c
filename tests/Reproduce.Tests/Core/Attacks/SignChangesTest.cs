using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class SignChangesTest
{
    private static readonly ImageShape FourPixels = new(1, 2, 2);

    [Test]
    public void Where_rounding_hides_nothing_no_sign_changes()
    {
        var network = new LinearNetwork(FourPixels, [[1, 0, 0, 0], [0, 1, 0, -1]], [0, 0]);

        SignChanges.Measure(network, new float[8], new[] { 0, 1 }, batchSize: 1, threads: 2).Should().Equal(0, 0);
    }

    [Test]
    public void Without_any_gradient_in_32_bits_all_values_change_but_those_without_influence()
    {
        var network = new LinearNetwork(FourPixels, [[1, 0, 0, 0], [0, 1, 0, -1]], [200, 0]);

        SignChanges.Measure(network, new float[8], new[] { 0, 1 }, batchSize: 2, threads: 1).Should().Equal(0.75, 0);
    }

    [Test]
    public void A_lost_derivative_of_the_true_class_alone_changes_signs_without_a_gradient_of_zero()
    {
        // A lead of 30: 32 bits keep exp(-30) of the other class, and lose the same number in 1 - exp(-30).
        var network = new LinearNetwork(FourPixels, [[2, 0, 0, 0], [1, 1, 0, -1]], [30, 0]);
        int[] labels = [0];

        ZeroGradients.Measure(network, new float[4], labels, 1, 1)[0].Vanishes.Should().BeFalse();
        SignChanges.Measure(network, new float[4], labels, batchSize: 1, threads: 1).Should().Equal(0.25);
    }
}
