using CsCheck;
using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Randomness;

namespace Reproduce.Tests.Core.Attributions;

[TestFixture]
public sealed class TotalVariationTest
{
    [Test]
    public void Neighbours_in_rows_and_columns_are_compared_and_channels_are_not()
    {
        // Rows 3 and 1, columns 2 and 0 in the first channel; the second is flat.
        float[] attribution = [1, -2, 1, -1, 5, 5, 5, 5];

        TotalVariation.Of(attribution, new ImageShape(2, 2, 2)).Should().BeApproximately((3 + 2 + 0 + 1) / 25.0, 1e-12);
    }

    [Test]
    public void An_attribution_of_zeros_has_none() => TotalVariation.Of(new float[9], new ImageShape(1, 3, 3)).Should().Be(0);

    [Test]
    public void White_noise_has_that_of_its_differences()
    {
        var random = new MersenneTwister(1);
        float[] noise = [.. Enumerable.Range(0, 200 * 200).Select(_ => (float)random.NextNormal(0, 1))];

        TotalVariation.Of(noise, new ImageShape(1, 200, 200)).Should().BeApproximately(2 * Math.Sqrt(2), 0.05);
    }

    [Test]
    public void Scale_and_sign_do_not_matter_and_8_is_the_most() =>
        Gen.Select(Gen.Float[-1, 1].Array[24], Gen.Double[0.01, 100]).Sample((numbers, size) =>
        {
            var (shape, factor) = (new ImageShape(2, 3, 4), -size);
            var variation = TotalVariation.Of(numbers, shape);

            TotalVariation.Of([.. numbers.Select(number => (float)(factor * number))], shape).Should().BeApproximately(variation, 1e-4);
            variation.Should().BeInRange(0, 8);
        });

    [Test]
    public void Another_length_than_the_shapes_is_refused() =>
        FluentActions.Invoking(() => TotalVariation.Of(new float[8], new ImageShape(1, 3, 3))).Should().Throw<ArgumentException>();
}
