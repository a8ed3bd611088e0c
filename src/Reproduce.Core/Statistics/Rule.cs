namespace Reproduce.Core.Statistics;

/// <summary>
/// A claim about a quantity: that it is beyond a level, or not beyond it, or between two levels. Decides by intervals: what is claimed to
/// be beyond a level needs the whole 95 % interval beyond it; what is claimed not to be beyond it needs the whole 90 % interval on the near
/// side (for 'between', these are the usual two one-sided tests of equivalence; Schuirmann, 1987).
/// </summary>
/// <remarks>
/// A claim is contradicted where its opposite would be supported, else it is undecided. A margin as the level separates 'an effect' from
/// 'an effect that matters': an effect of exactly the margin does not matter.
/// </remarks>
public sealed record Rule
{
    /// <summary>Level of the interval that must lie beyond.</summary>
    public const double LevelOfBeyond = 0.95;

    /// <summary>Level of the interval that must lie on the near side.</summary>
    public const double LevelOfWithin = 0.90;

    // Probabilities of a wrong decision, on one side.
    private const double BeyondError = (1 - LevelOfBeyond) / 2;
    private const double WithinError = (1 - LevelOfWithin) / 2;

    private readonly double _lowest;
    private readonly double _highest;
    private readonly bool _isBeyond;

    private Rule(double lowest, double highest, bool isBeyond) => (_lowest, _highest, _isBeyond) = (lowest, highest, isBeyond);

    /// <summary>The claim that a quantity is more than the level.</summary>
    public static Rule Above(double level) => new(double.NegativeInfinity, level, isBeyond: true);

    /// <summary>The claim that a quantity is less than the level.</summary>
    public static Rule Below(double level) => new(level, double.PositiveInfinity, isBeyond: true);

    /// <summary>The claim that a quantity is the level or less: the opposite of <see cref="Above"/>.</summary>
    public static Rule AtMost(double level) => new(double.NegativeInfinity, level, isBeyond: false);

    /// <summary>The claim that a quantity is the level or more: the opposite of <see cref="Below"/>.</summary>
    public static Rule AtLeast(double level) => new(level, double.PositiveInfinity, isBeyond: false);

    /// <summary>The claim that a quantity lies between two levels, both included.</summary>
    public static Rule Between(double lowest, double highest) => new(lowest, highest, isBeyond: false);

    /// <summary>What the data say for and against the claim.</summary>
    public Evidence Weigh(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        // Infinite levels are never crossed: their tests need no data.
        var within = Math.Max(
            double.IsFinite(_lowest) ? estimate.PValueOfAtLeast(_lowest) : 0,
            double.IsFinite(_highest) ? estimate.PValueOfAtMost(_highest) : 0);
        var beyond = Math.Min(
            double.IsFinite(_lowest) ? estimate.PValueOfBelow(_lowest) : 1,
            double.IsFinite(_highest) ? estimate.PValueOfAbove(_highest) : 1);
        var (inside, outside) = (within / WithinError, beyond / BeyondError);
        return _isBeyond ? new(outside, inside) : new(inside, outside);
    }

    /// <summary>The verdict that a quantity's own intervals give.</summary>
    public Verdict Decide(Estimate estimate) => Weigh(estimate).Verdict;

    /// <summary>How far the estimate is from the level that decides, on the range's scale, and which error applies.</summary>
    internal (double Distance, double Error) DistanceOf(Estimate estimate)
    {
        var isInside = estimate.Value >= _lowest && estimate.Value <= _highest;
        var place = estimate.Range.ToScale(estimate.Value);
        double[] levels = [.. new[] { _lowest, _highest }.Where(double.IsFinite)];
        return (
            levels.Min(level => Math.Abs(place - estimate.Range.ToScale(level))),
            isInside ? WithinError : BeyondError);
    }

    /// <summary>The claim in words, such as <c>above 5</c>.</summary>
    public override string ToString() => (double.IsFinite(_lowest), double.IsFinite(_highest), _isBeyond) switch
    {
        (false, true, true) => $"above {Text(_highest)}",
        (true, false, true) => $"below {Text(_lowest)}",
        (false, true, false) => $"at most {Text(_highest)}",
        (true, false, false) => $"at least {Text(_lowest)}",
        _ => $"from {Text(_lowest)} to {Text(_highest)}",
    };

    private static string Text(double level) => FormattableString.Invariant($"{level:0.###}");
}

/// <summary>What data say for and against a claim.</summary>
/// <param name="For">
/// The p-value of the test that supports the claim, as a multiple of the error that is allowed: the claim is supported up to 1.
/// </param>
/// <param name="Against">The same of the test that contradicts it.</param>
public readonly record struct Evidence(double For, double Against)
{
    /// <summary>The verdict by itself.</summary>
    public Verdict Verdict => For <= 1 ? Verdict.Supported : Against <= 1 ? Verdict.Contradicted : Verdict.Undecided;
}
