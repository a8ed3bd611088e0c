namespace Reproduce.Core.Statistics;

/// <summary>One case of a sub-claim, such as one temperature.</summary>
/// <param name="Case">The case, such as <c>T = 40</c>.</param>
/// <param name="Effect">The effect with its interval.</param>
/// <param name="Verdict">What the interval says of the sub-claim in this case.</param>
/// <param name="Decides">Whether the case counts for the sub-claim's verdict, or is only shown beside it.</param>
public sealed record Finding(string Case, Interval Effect, Verdict Verdict, bool Decides = true)
{
    /// <summary>The case with its effect, interval and verdict, in one line.</summary>
    public override string ToString() => $"{Case}: {Effect.Estimate:0.###} [{Effect.Lower:0.###}, {Effect.Upper:0.###}], {Verdict}";
}
