using CsCheck;
using Reproduce.Core.Models;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Training;

[TestFixture]
public sealed class LabelProbabilitiesTest
{
    [Test]
    public void A_hard_label_is_certain() => LabelProbabilities.Hard([2, 0], classes: 3).Should().Equal(0, 0, 1, 1, 0, 0);

    [Test]
    public void A_smoothed_label_gives_every_class_its_share_of_what_is_spread()
    {
        var labels = LabelProbabilities.Hard([2, 0], classes: 4, smoothing: 0.2);

        labels.Should().Equal(0.05f, 0.05f, 0.85f, 0.05f, 0.85f, 0.05f, 0.05f, 0.05f);
    }

    [TestCase(1)]
    [TestCase(20)]
    public void A_soft_label_is_the_softmax_of_the_teachers_logits_at_the_temperature(double temperature)
    {
        // 19 images: one batch of 16, and one that is not full.
        var data = RandomNetworks.LabelledImages(side: 8, classes: 4, count: 19);
        var teacher = RandomNetworks.Network(
            RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 0.125, classes: 4, dropout: 0.5));

        using var lanes = new SimdNetwork(teacher);

        var labels = LabelProbabilities.Soft(lanes, data, temperature);

        float[] images = [.. data.Pixels.ToArray().Select(pixel => ((pixel / 255f) - 0.5f) / 0.5f)];
        using var pass = lanes.Forward(images);
        var rows = pass.Logits.ToArray().Chunk(4).Select(row => row.Select(logit => Math.Exp(logit / temperature)).ToArray());
        double[] expected = [.. rows.SelectMany(row => row.Select(value => value / row.Sum()))];
        labels.Should().HaveCount(19 * 4);
        labels.Zip(expected, (label, value) => Math.Abs(label - value)).Max().Should().BeLessThan(1e-6);
    }

    [Test]
    public void Entropy_is_that_of_the_definition()
    {
        LabelProbabilities.Entropy([0, 1, 0]).Should().Be(0);
        LabelProbabilities.Entropy([0.5f, 0.5f, 0]).Should().BeApproximately(Math.Log(2), 1e-12);
        LabelProbabilities.Entropy([0.25f, 0.25f, 0.25f, 0.25f]).Should().BeApproximately(Math.Log(4), 1e-12);
    }

    [Test]
    public void Entropy_lies_between_zero_and_that_of_uniform_probabilities_and_grows_with_the_temperature() =>
        Gen.Float[-50, 50].Array[2, 60].Sample(logits =>
        {
            double[] entropies = [.. new[] { 1.0, 5, 20, 100 }.Select(EntropyAt)];

            entropies.Should().OnlyContain(entropy => entropy >= 0 && entropy <= Math.Log(logits.Length) + 1e-6);
            entropies.Zip(entropies.Skip(1), (cold, hot) => hot - cold).Should().OnlyContain(growth => growth >= -1e-6);

            double EntropyAt(double temperature)
            {
                var probabilities = new float[logits.Length];
                LabelProbabilities.Softmax(logits, temperature, probabilities);
                return LabelProbabilities.Entropy(probabilities);
            }
        });
}
