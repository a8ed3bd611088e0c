namespace Reproduce.Core.Statistics;

/// <summary>How a sub-claim's effects compare with those that the paper's tables show in the same cases.</summary>
/// <param name="Cases">Cases that the paper has a number for.</param>
/// <param name="SameSign">Those of them where the effect has the sign of the paper's.</param>
/// <param name="Predicted">
/// Those where the paper's effect lies in the 95 % prediction interval of one more seed of ours (<see cref="Estimate.OneMoreSeed"/>).
/// </param>
/// <param name="Published">The paper's mean over these cases.</param>
/// <param name="Ours">Our mean over the same cases.</param>
public sealed record PaperAgreement(int Cases, int SameSign, int Predicted, double Published, double Ours)
{
    /// <summary>Compares effects; null where the paper has a number for none of the cases.</summary>
    /// <param name="cases">Each case's estimate, and the paper's effect where there is one.</param>
    public static PaperAgreement? Of(IEnumerable<(Estimate Ours, double? Published)> cases)
    {
        (Estimate Ours, double Published)[] both =
        [
            .. cases.Where(item => item.Published is not null).Select(item => (item.Ours, item.Published!.Value)),
        ];
        return both.Length == 0
            ? null
            : new PaperAgreement(
                both.Length,
                both.Count(item => Direction(item.Ours.Range, item.Ours.Value) == Direction(item.Ours.Range, item.Published)),
                both.Count(item => item.Ours.OneMoreSeed() is { } more && more.Lower <= item.Published && item.Published <= more.Upper),
                both[0].Ours.Range.MeanOf(both.Select(item => item.Published)),
                both[0].Ours.Range.MeanOf(both.Select(item => item.Ours.Value)));
    }

    /// <summary>Above no effect, below it or at it; a ratio's is 1, whose logarithm is 0.</summary>
    private static int Direction(ValueRange range, double value) => Math.Sign(range.ToScale(value));
}
