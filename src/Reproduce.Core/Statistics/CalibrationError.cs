namespace Reproduce.Core.Statistics;

/// <summary>
/// Expected calibration error: how far a network's confidence is from its accuracy, in bins of equal width of the confidence, weighted by
/// their predictions (Guo et al., "On Calibration of Modern Neural Networks", 2017, equation 3).
/// </summary>
/// <remarks>Of few predictions it is too large, since each bin's accuracy differs from its confidence by chance.</remarks>
public static class CalibrationError
{
    /// <summary>Number of bins, as in the article.</summary>
    public const int Bins = 15;

    /// <summary>The error, 0 to 1.</summary>
    /// <param name="predictions">The predictions, at least one.</param>
    /// <param name="counts">How often each counts, shape <c>[predictions]</c>, 0 or more; not all 0.</param>
    /// <exception cref="ArgumentException">There is no prediction, or there is not a count for each.</exception>
    public static double Of(IReadOnlyList<Prediction> predictions, IReadOnlyList<double> counts)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(counts);
        if (predictions.Count == 0 || predictions.Count != counts.Count)
        {
            throw new ArgumentException(
                $"Expected one or more predictions and a count for each, but there are {predictions.Count} and {counts.Count}.",
                nameof(counts));
        }

        Span<double> excess = stackalloc double[Bins];
        var all = 0.0;
        for (var i = 0; i < predictions.Count; i++)
        {
            var (confidence, isRight) = predictions[i];
            excess[Math.Min((int)(confidence * Bins), Bins - 1)] += counts[i] * (confidence - (isRight ? 1 : 0));
            all += counts[i];
        }

        var sum = 0.0;
        foreach (var bin in excess)
        {
            sum += Math.Abs(bin);
        }

        return sum / all;
    }
}

/// <summary>A prediction.</summary>
/// <param name="Confidence">Probability of the predicted class, 0 to 1.</param>
/// <param name="IsRight">Whether it is the true class.</param>
public readonly record struct Prediction(double Confidence, bool IsRight);
