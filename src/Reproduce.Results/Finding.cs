using System.Text.Json.Serialization;
using Reproduce.Core.Statistics;

namespace Reproduce.Results;

/// <summary>An effect of a sub-claim: its mean, or one of its cases such as one temperature.</summary>
/// <param name="Case">The case, such as <c>T = 40</c>.</param>
/// <param name="Estimate">The effect.</param>
/// <param name="Lower">Lower bound of its interval.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Level">The interval's level, such as 0.95.</param>
/// <param name="Seeds">Number of seeds behind it.</param>
/// <param name="Images">Number of images that each seed's models saw; 1 where the effect is not one of images.</param>
/// <param name="Verdict">What the data say of the sub-claim in this case.</param>
/// <param name="Decides">Whether the case counts for the sub-claim's verdict, or is shown beside it for orientation.</param>
[method: JsonConstructor]
public sealed record Finding(
    string Case, double Estimate, double Lower, double Upper, double Level, int Seeds, int Images, Verdict Verdict, bool Decides)
{
    /// <summary>An effect with its interval.</summary>
    /// <param name="name">The case, such as <c>T = 40</c>.</param>
    /// <param name="effect">The effect.</param>
    /// <param name="verdict">What the data say of the sub-claim in this case.</param>
    /// <param name="decides">Whether the case counts for the sub-claim's verdict.</param>
    public Finding(string name, Estimate effect, Verdict verdict, bool decides = true)
        : this(name, effect.Interval(), effect.Seeds, effect.Images, verdict, decides)
    {
    }

    private Finding(string name, Interval interval, int seeds, int images, Verdict verdict, bool decides)
        : this(name, interval.Estimate, interval.Lower, interval.Upper, interval.Level, seeds, images, verdict, decides)
    {
    }

    /// <summary>The effect with its interval, as numbers.</summary>
    [JsonIgnore]
    public Interval Interval => new(Estimate, Lower, Upper, Level);

    /// <summary>The paper's number in this case; null where it has none.</summary>
    public double? Published { get; init; }

    /// <summary>The effect with its interval, such as <c>1.5 [1.4, 1.6] Supported</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Estimate:0.###} [{Lower:0.###}, {Upper:0.###}] {Verdict}{(Decides ? "" : " (does not decide)")}");
}
