namespace Reproduce.Core.Statistics;

/// <summary>
/// A quantity that was measured on several seeds, and for each of them on the same images: what an interval is made from. Of two models
/// that are compared, a sample holds the difference (or both numbers of a ratio) seed by seed and image by image: that pairs them.
/// </summary>
public sealed class Sample
{
    private readonly Func<int, double[], double[]> _ofSeed;
    private readonly Func<double[], double> _combine;

    // A plain mean over seeds and images: several of them are averaged image by image, which is faster.
    private readonly IReadOnlyList<double[]>? _values;

    private Sample(
        int seeds,
        int images,
        ValueRange range,
        Func<int, double[], double[]> ofSeed,
        Func<double[], double> combine,
        IReadOnlyList<double[]>? values = null)
    {
        (Seeds, Images, Range, _ofSeed, _combine, _values) = (seeds, images, range, ofSeed, combine, values);
    }

    /// <summary>Number of seeds, at least 1.</summary>
    public int Seeds { get; }

    /// <summary>Number of images, the same ones for every seed; 1 where the quantity is not one of images.</summary>
    public int Images { get; }

    /// <summary>The values that the quantity can take.</summary>
    public ValueRange Range { get; }

    /// <summary>The mean of a number that each seed has.</summary>
    /// <param name="values">One value a seed, at least 2.</param>
    /// <param name="range">The values that it can take.</param>
    /// <exception cref="ArgumentException">There are fewer than two seeds, or a value is not finite or outside the range.</exception>
    public static Sample OfSeeds(IReadOnlyList<double> values, ValueRange range)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireSeeds(values.Count, nameof(values));
        return Checked(new Sample(values.Count, 1, range, (seed, _) => [values[seed]], Only));
    }

    /// <summary>The mean over seeds and images.</summary>
    /// <param name="values">
    /// Shape <c>[seeds, images]</c>, at least one seed and two images. With one seed the interval says how much the mean depends on the
    /// images, and nothing of other seeds.
    /// </param>
    /// <param name="range">The values that the mean can take.</param>
    /// <exception cref="ArgumentException">
    /// There are too few values, the seeds have different numbers of images, or a seed's mean is not finite or outside the range.
    /// </exception>
    public static Sample OfImages(IReadOnlyList<double[]> values, ValueRange range)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireImages(values, nameof(values));
        return Checked(
            new Sample(values.Count, values[0].Length, range, (seed, counts) => [WeightedMean(values[seed], counts)], Only, values));
    }

    /// <summary>The mean over the seeds of any statistic of images.</summary>
    /// <param name="seeds">Number of seeds, at least 1.</param>
    /// <param name="images">Number of images, at least 2.</param>
    /// <param name="range">The values that the statistic can take.</param>
    /// <param name="statistic">
    /// The statistic of one seed's model or models, from the seed's index and how often each image counts, shape <c>[images]</c>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are too few seeds or images, or a statistic is not finite or outside the range.
    /// </exception>
    public static Sample OfImages(int seeds, int images, ValueRange range, Func<int, double[], double> statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        RequireImages(seeds, images, seeds < 1 ? nameof(seeds) : nameof(images));
        return Checked(new Sample(seeds, images, range, (seed, counts) => [statistic(seed, counts)], Only));
    }

    /// <summary>The mean of one number a seed over the mean of another.</summary>
    /// <remarks>
    /// A ratio of means, not a mean of ratios: a single model without any boundary then neither causes a division by zero nor dominates the
    /// effect.
    /// </remarks>
    /// <param name="numerators">One value a seed, at least 2; none below 0, and not all 0.</param>
    /// <param name="denominators">The same seeds' values, in the same order; none below 0, and not all 0.</param>
    /// <exception cref="ArgumentException">
    /// The counts differ, there are fewer than two seeds, or values are below 0, not finite or all 0.
    /// </exception>
    public static Sample OfRatio(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        RequireSeeds(numerators.Count, nameof(numerators));
        if (numerators.Count != denominators.Count)
        {
            throw new ArgumentException(
                $"Paired samples have one value a seed each, but there are {numerators.Count} numerators and "
                + $"{denominators.Count} denominators.",
                nameof(denominators));
        }

        RequirePositiveMean(numerators, nameof(numerators));
        RequirePositiveMean(denominators, nameof(denominators));
        return OfMeans(
            [.. numerators.Zip(denominators, (one, other) => new[] { one, other })], ValueRange.Ratio, means => means[0] / means[1]);
    }

    /// <summary>Any quantity that is computed from the means, over the seeds, of several numbers that each seed has.</summary>
    /// <param name="values">Shape <c>[seeds, numbers]</c>, at least two seeds, all with the same numbers.</param>
    /// <param name="range">The values that the quantity can take.</param>
    /// <param name="quantity">The quantity, from the means.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two seeds, they don't have equally many numbers, or the quantity is not finite.
    /// </exception>
    public static Sample OfMeans(IReadOnlyList<double[]> values, ValueRange range, Func<double[], double> quantity)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireSeeds(values.Count, nameof(values));
        RequireOneLength(values, "number", nameof(values));
        return Checked(new Sample(values.Count, 1, range, (seed, _) => values[seed], quantity), isMeanOfSeeds: false);
    }

    /// <summary>One mean over seeds and images as a share of another, in percent.</summary>
    /// <param name="parts">Shape <c>[seeds, images]</c>.</param>
    /// <param name="wholes">
    /// The same; its mean must not be near 0. A resample in which it is 0 says nothing, and counts as the estimate.
    /// </param>
    /// <param name="range">
    /// <see cref="ValueRange.Percent"/> where every part is a part of its whole; null where the share can be any number.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two images, parts and wholes have not the same shape, the mean of the wholes is 0, or the share is not finite.
    /// </exception>
    public static Sample OfShare(IReadOnlyList<double[]> parts, IReadOnlyList<double[]> wholes, ValueRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(wholes);
        RequireImages(parts, nameof(parts));
        RequireImages([.. parts, .. wholes], nameof(wholes));
        if (parts.Count != wholes.Count)
        {
            throw new ArgumentException($"Of {wholes.Count} seeds' wholes there are {parts.Count} parts.", nameof(parts));
        }

        var whole = wholes.Average(images => images.Average());
        if (whole == 0)
        {
            throw new ArgumentException(
                $"The wholes of {wholes.Count} seeds x {wholes[0].Length} images are 0 on average: there is nothing to have a share of.",
                nameof(wholes));
        }

        var share = 100 * parts.Average(images => images.Average()) / whole;
        var sample = new Sample(
            parts.Count,
            parts[0].Length,
            range ?? ValueRange.Unlimited,
            (seed, counts) => [WeightedMean(parts[seed], counts), WeightedMean(wholes[seed], counts)],
            means => means[1] == 0 ? share : 100 * means[0] / means[1]);
        return Checked(sample, isMeanOfSeeds: false);
    }

    /// <summary>
    /// The mean of several quantities of the same seeds and images; of ratios, the geometric one. A sub-claim is
    /// decided by that of its cases.
    /// </summary>
    /// <param name="samples">The quantities, at least one, all of the same range.</param>
    /// <exception cref="ArgumentException">There is none, or they differ in their seeds, images or range.</exception>
    public static Sample MeanOf(IReadOnlyList<Sample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples is [var only])
        {
            return only;
        }

        if (samples.Count == 0 || samples.Any(sample => !samples[0].IsLike(sample)))
        {
            throw new ArgumentException(
                "A mean needs quantities of the same seeds, images and range; found seeds x images of "
                + $"{string.Join(", ", samples.Select(sample => $"{sample.Seeds} x {sample.Images}"))}.",
                nameof(samples));
        }

        var first = samples[0];
        if (samples.All(sample => sample._values is not null))
        {
            return OfImages([.. Enumerable.Range(0, first.Seeds).Select(seed => MeanOfRows(samples, seed))], first.Range);
        }

        int[] lengths = [.. samples.Select(sample => sample._ofSeed(0, Ones(sample.Images)).Length)];
        return new Sample(
            first.Seeds,
            first.Images,
            first.Range,
            (seed, counts) => [.. samples.SelectMany(sample => sample._ofSeed(seed, counts))],
            means => CombinedMean(samples, lengths, means));
    }

    /// <summary>The quantity less a number that is known exactly. Its range is that of any number.</summary>
    /// <param name="number">The number.</param>
    public Sample Minus(double number) =>
        new(Seeds, Images, ValueRange.Unlimited, _ofSeed, means => _combine(means) - number);

    /// <summary>What each seed contributes, with every image counted so often: shape <c>[seeds, parts]</c>.</summary>
    internal double[][] PartsBySeed(double[] imageCounts) =>
        [.. Enumerable.Range(0, Seeds).Select(seed => _ofSeed(seed, imageCounts))];

    /// <summary>The quantity where each seed counts so often.</summary>
    /// <param name="parts">What each seed contributes, shape <c>[seeds, parts]</c>.</param>
    /// <param name="seedCounts">How often each seed counts, shape <c>[seeds]</c>.</param>
    internal double Combine(double[][] parts, double[] seedCounts)
    {
        var means = new double[parts[0].Length];
        for (var seed = 0; seed < parts.Length; seed++)
        {
            for (var part = 0; part < means.Length && seedCounts[seed] > 0; part++)
            {
                means[part] += seedCounts[seed] * parts[seed][part] / parts.Length;
            }
        }

        return _combine(means);
    }

    internal static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private bool IsLike(Sample other) => Seeds == other.Seeds && Images == other.Images && Range == other.Range;

    private static double[] MeanOfRows(IReadOnlyList<Sample> samples, int seed)
    {
        var mean = new double[samples[0].Images];
        foreach (var sample in samples)
        {
            for (var image = 0; image < mean.Length; image++)
            {
                mean[image] += sample._values![seed][image] / samples.Count;
            }
        }

        return mean;
    }

    private static double CombinedMean(IReadOnlyList<Sample> samples, int[] lengths, double[] means)
    {
        var (values, start) = (new double[samples.Count], 0);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = samples[i]._combine(means[start..(start + lengths[i])]);
            start += lengths[i];
        }

        return samples[0].Range.MeanOf(values);
    }

    private static double Only(double[] means) => means[0];

    private static double WeightedMean(double[] values, double[] counts)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += counts[i] * values[i];
        }

        return sum / values.Length;
    }

    /// <summary>A wrong unit or a model without a result is noticed here, not in an interval.</summary>
    private static Sample Checked(Sample sample, bool isMeanOfSeeds = true)
    {
        var parts = sample.PartsBySeed(Ones(sample.Images));
        for (var seed = 0; seed < sample.Seeds && isMeanOfSeeds; seed++)
        {
            var value = sample._combine(parts[seed]);
            if (!sample.Range.Contains(value))
            {
                throw new ArgumentException(
                    $"The value of the seed at index {seed} is {value}; expected a finite value from {sample.Range.Lowest} to "
                    + $"{sample.Range.Highest}. Pass the range that the quantity has.");
            }
        }

        var estimate = sample.Combine(parts, Ones(sample.Seeds));
        return double.IsFinite(sample.Range.ToScale(estimate))
            ? sample
            : throw new ArgumentException($"The estimate is {estimate}: expected a finite number in the quantity's range.");
    }

    private static void RequireSeeds(int seeds, string name)
    {
        if (seeds < 2)
        {
            throw new ArgumentException($"An interval over seeds needs two seeds or more, but there are {seeds}.", name);
        }
    }

    private static void RequirePositiveMean(IReadOnlyList<double> values, string name)
    {
        if (values.Any(value => !double.IsFinite(value) || value < 0) || values.All(value => value == 0))
        {
            throw new ArgumentException(
                $"A ratio needs finite values of 0 and more, not all 0; found {string.Join(", ", values)}.", name);
        }
    }

    private static void RequireImages(IReadOnlyList<double[]> values, string name)
    {
        RequireImages(values.Count, values.Count == 0 ? 0 : values[0].Length, name);
        RequireOneLength(values, "image", name);
    }

    private static void RequireOneLength(IReadOnlyList<double[]> values, string unit, string name)
    {
        if (values.Any(row => row.Length != values[0].Length))
        {
            throw new ArgumentException(
                $"Every seed has a value for each {unit}, but there are {string.Join(", ", values.Select(row => row.Length))}.", name);
        }
    }

    private static void RequireImages(int seeds, int images, string name)
    {
        if (seeds < 1 || images < 2)
        {
            throw new ArgumentException(
                $"An interval needs at least one seed and two images, but there are {seeds} and {images}.", name);
        }
    }
}
