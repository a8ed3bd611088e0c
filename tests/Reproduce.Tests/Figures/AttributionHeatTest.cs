using CsCheck;
using Reproduce.Core.Data;
using Reproduce.Figures.Drawing;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class AttributionHeatTest
{
    private static readonly ImageShape Row = new(1, 1, 5);

    private static readonly Gen<float[]> Values = Gen.Float[-10, 10].Array[12];

    [Test]
    public void Without_outliers_the_largest_value_is_1()
    {
        // Ascending 1, 2, 2, 40, 55, cumulated 1, 3, 5, 45, 100: only the last reaches 98.
        AttributionHeat.Of(Row, [55, 1, 2, 40, 2]).Should().Equal(1, 1f / 55, 2f / 55, 40f / 55, 2f / 55);
    }

    [Test]
    public void Outliers_are_clipped_and_stretch_nothing()
    {
        // 98 % of 305 are 298.9. Cumulated: the twos to 100, the fours to 300, of which the last reaches it; the 5 is above.
        float[] values = [5, .. Enumerable.Repeat(2f, 50), .. Enumerable.Repeat(4f, 50)];

        AttributionHeat.Of(new ImageShape(1, 1, 101), values).Should().Equal(
            [1, .. Enumerable.Repeat(0.5f, 50), .. Enumerable.Repeat(1f, 50)]);
    }

    [Test]
    public void To_reach_98_per_cent_exactly_is_enough()
    {
        // 98 ones and a 2: the ones add up to 98 % of 100.
        var values = Enumerable.Repeat(1f, 98).Append(2f).ToArray();

        AttributionHeat.Of(new ImageShape(1, 9, 11), values).Should().OnlyContain(heat => heat == 1);
    }

    [Test]
    public void Channels_are_added_with_their_signs_before_the_absolute_value()
    {
        // Sums of the columns: 1 - 1 + 0 = 0, -2 - 1 - 1 = -4, 3 - 1 + 0 = 2.
        float[] values = [1, -2, 3, -1, -1, -1, 0, -1, 0];

        AttributionHeat.Of(new ImageShape(3, 1, 3), values).Should().Equal(0, 1, 0.5f);
    }

    [Test]
    public void Zeros_have_a_heat_of_zeros() => AttributionHeat.Of(Row, new float[5]).Should().Equal(0, 0, 0, 0, 0);

    [Test]
    public void The_smallest_and_the_largest_numbers_are_drawn_like_others()
    {
        AttributionHeat.Of(Row, [0, float.Epsilon, 0, 0, 0]).Should().Equal(0, 1, 0, 0, 0);
        AttributionHeat.Of(Row, [0, float.MaxValue, float.MinValue, 0, 0]).Should().Equal(0, 1, 1, 0, 0);
    }

    [Test]
    public void A_heat_lies_between_0_and_1_and_reaches_1() =>
        Values.Where(values => values.Any(value => value != 0)).Sample(values =>
        {
            var heat = AttributionHeat.Of(new ImageShape(1, 3, 4), values);
            return heat.Min() >= 0 && heat.Max() == 1;
        });

    [Test]
    public void Neither_sign_nor_scale_matter() =>
        Values.Sample(values =>
        {
            var shape = new ImageShape(3, 2, 2);
            var heat = AttributionHeat.Of(shape, values);
            float[] changed = [.. values.Select(value => -1024 * value)];
            return AttributionHeat.Of(shape, changed).SequenceEqual(heat);
        });
}
