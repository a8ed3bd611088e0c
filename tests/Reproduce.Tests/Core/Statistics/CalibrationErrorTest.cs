using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class CalibrationErrorTest
{
    [Test]
    public void Confidence_that_is_the_accuracy_has_no_error()
    {
        Prediction[] predictions = [new(0.75, true), new(0.75, true), new(0.75, true), new(0.75, false)];

        CalibrationError.Of(predictions, [1, 1, 1, 1]).Should().Be(0);
    }

    [Test]
    public void Bins_are_weighted_by_their_predictions_and_do_not_cancel_each_other()
    {
        // Too sure by 1 in the last bin, of one of four; too unsure by 0.5 in another, of three.
        Prediction[] predictions = [new(1, false), new(0.5, true), new(0.5, true), new(0.5, true)];

        CalibrationError.Of(predictions, [1, 1, 1, 1]).Should().BeApproximately((1 + 1.5) / 4, 1e-12);
    }

    [Test]
    public void Within_a_bin_errors_cancel() =>
        // 7/15 to 8/15: half of them are right, and they are as sure as that on average.
        CalibrationError.Of([new(0.48, false), new(0.52, true)], [1, 1]).Should().BeApproximately(0, 1e-12);

    [Test]
    public void A_count_is_as_good_as_so_many_equal_predictions() =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool, Gen.Int[0, 3]).Array[1, 30].Sample(drawn =>
        {
            var counted = drawn.Append((1.0, true, 1)).ToArray();
            Prediction[] repeated = [.. counted.SelectMany(one => Enumerable.Repeat(new Prediction(one.Item1, one.Item2), one.Item3))];

            var error = CalibrationError.Of(
                [.. counted.Select(one => new Prediction(one.Item1, one.Item2))], [.. counted.Select(one => (double)one.Item3)]);

            error.Should().BeApproximately(CalibrationError.Of(repeated, [.. repeated.Select(_ => 1.0)]), 1e-12).And.BeInRange(0, 1);
        });

    [Test]
    public void Predictions_without_their_counts_are_refused()
    {
        FluentActions.Invoking(() => CalibrationError.Of([new(1, true)], [])).Should().Throw<ArgumentException>().WithMessage("*1 and 0*");
        FluentActions.Invoking(() => CalibrationError.Of([], [])).Should().Throw<ArgumentException>();
    }
}
