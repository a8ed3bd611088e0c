using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.Networks.Lanes;
using Reproduce.Core.Training;
using Reproduce.Tests.Networks;

namespace Reproduce.Tests.Training;

[TestFixture]
public sealed class ImageLabelsTest
{
    private static readonly ImageSet Data = new(new ImageShape(3, 32, 32), 5, new byte[18 * 3072], [.. Enumerable.Range(0, 18).Select(i => i % 5)]);

    [Test]
    public void Hard_labels_are_one_hot()
    {
        var labels = ImageLabels.OneHot(Data);

        labels.AsSpan(5, 5).ToArray().Should().Equal(0, 1, 0, 0, 0);
        labels.Sum().Should().Be(18);
    }

    [Test]
    public void Soft_labels_are_the_softmax_of_the_teacher_s_logits_divided_by_T()
    {
        var teacher = ImageNetworks.Draw(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 0.25));
        using var network = new LaneNetwork(teacher);
        using var pass = network.Forward(Enumerable.Repeat(-1f, 3072).ToArray());
        double[] exponentials = [.. pass.Logits.ToArray().Select(logit => Math.Exp(logit / 0.1))];

        var labels = ImageLabels.FromTeacher(teacher, Data, temperature: 0.1);

        labels.Should().HaveCount(18 * 5);
        for (var k = 0; k < 5; k++)
        {
            // The last image is alone in its batch.
            labels[(17 * 5) + k].Should().BeApproximately((float)(exponentials[k] / exponentials.Sum()), 1e-5f);
        }
    }

    [Test]
    public void Entropy_runs_from_zero_to_the_logarithm_of_the_classes()
    {
        ImageLabels.Entropy([0, 1, 0]).Should().Be(0);
        ImageLabels.Entropy([0.25f, 0.25f, 0.25f, 0.25f]).Should().BeApproximately(Math.Log(4), 1e-9);
        ImageLabels.Entropy([0.5f, 0.5f, 0]).Should().BeApproximately(Math.Log(2), 1e-9);
    }
}
