using System.Collections.Immutable;

namespace Reproduce.Core.Statistics;

/// <summary>
/// Holm's correction: of many cases some would be decided wrongly by chance, so the allowed error is shared among those that are not
/// decided yet (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).
/// </summary>
public static class Holm
{
    /// <summary>The verdicts of a sub-claim's cases together, in their order. More cases never make a case's verdict surer.</summary>
    /// <param name="cases">What the data say in each case.</param>
    public static ImmutableArray<Verdict> Decide(IReadOnlyList<Evidence> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var verdicts = new Verdict[cases.Count];
        Array.Fill(verdicts, Verdict.Undecided);
        int[] surestFirst = [.. Enumerable.Range(0, cases.Count).OrderBy(i => Math.Min(cases[i].For, cases[i].Against))];
        for (var decided = 0; decided < cases.Count; decided++)
        {
            var evidence = cases[surestFirst[decided]];
            var open = cases.Count - decided;
            var corrected = new Evidence(evidence.For * open, evidence.Against * open);
            if (corrected.Verdict == Verdict.Undecided)
            {
                break;
            }

            verdicts[surestFirst[decided]] = corrected.Verdict;
        }

        return [.. verdicts];
    }
}
