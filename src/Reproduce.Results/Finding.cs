using System.Text.Json.Serialization;
using Reproduce.Core.Statistics;

namespace Reproduce.Results;

/// <summary>One case of a sub-claim, such as one temperature.</summary>
/// <param name="Case">The case, such as <c>T = 40</c>.</param>
/// <param name="Estimate">The effect.</param>
/// <param name="Lower">Lower bound of its interval.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Level">The interval's level, such as 0.95.</param>
/// <param name="SampleSize">Independent units behind it.</param>
/// <param name="Verdict">What the interval says of the sub-claim in this case.</param>
/// <param name="Decides">Whether the case counts for the sub-claim's verdict, or is shown beside it for orientation.</param>
[method: JsonConstructor]
public sealed record Finding(
    string Case, double Estimate, double Lower, double Upper, double Level, int SampleSize, Verdict Verdict, bool Decides)
{
    /// <summary>A case with the interval of its effect.</summary>
    /// <param name="name">The case, such as <c>T = 40</c>.</param>
    /// <param name="effect">The effect with its interval.</param>
    /// <param name="verdict">What the interval says of the sub-claim in this case.</param>
    /// <param name="decides">Whether the case counts for the sub-claim's verdict.</param>
    public Finding(string name, Interval effect, Verdict verdict, bool decides = true)
        : this(name, effect.Estimate, effect.Lower, effect.Upper, effect.Level, effect.SampleSize, verdict, decides)
    {
    }

    /// <summary>The effect with its interval, such as <c>1.5 [1.4, 1.6] Supported</c>.</summary>
    public override string ToString() =>
        $"{Estimate:0.###} [{Lower:0.###}, {Upper:0.###}] {Verdict}{(Decides ? "" : " (does not decide)")}";
}
