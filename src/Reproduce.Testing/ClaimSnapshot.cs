using System.Diagnostics;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>Pins and records the verdict of a whole claim.</summary>
[StackTraceHidden]
public static class ClaimSnapshot
{
    private const int Decimals = 3;

    // No more exact than an order of magnitude: a small change of the estimate changes them much.
    private static readonly Tolerance OfSeeds = new(absolute: 2, relative: 0.5);

    /// <summary>Fails if the claim's verdict or that of any part differs from the pinned one, or a mean leaves its tolerance.</summary>
    /// <param name="primary">
    /// The sub-claims that state the paper's sentence and make the claim's verdict, at least one. The first has the claim's number.
    /// </param>
    /// <param name="beside">Further readings and controls, with verdicts of their own, which do not vote.</param>
    /// <param name="found">
    /// What was found, in one sentence, with the verdict that it was written for: one from another verdict is not kept.
    /// </param>
    /// <param name="requireConclusion">Whether the sentence must have been written for the verdict, if there is one.</param>
    /// <exception cref="OutdatedConclusionException">The sentence was written for another verdict.</exception>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task Verify(
        IReadOnlyList<SubClaim> primary,
        IReadOnlyList<SubClaim>? beside = null,
        Conclusion? found = null,
        bool requireConclusion = true)
    {
        ArgumentNullException.ThrowIfNull(primary);
        var (fixture, verdict) = (Fixture.Running(), Verdicts.Combine(primary.Select(part => part.Verdict)));
        var sentence = found?.Verdict == verdict ? found.Text : null;
        var result = new WholeClaimResult(
            verdict, sentence, [.. primary.Select(PartResult.Of)], [.. (beside ?? []).Select(PartResult.Of)]);
        var table = TableOf(fixture, result, Loosest([.. primary, .. beside ?? []]));
        return ResultRecorder.OfProcess().Record(
            fixture,
            name: null,
            item => item with { Whole = result },
            () => ConcludedSnapshot.Verify(
                table,
                requireConclusion && found is not null && sentence is null
                    ? $"The claim {fixture.Claim.Name} is {verdict}, but the sentence on it was written for {found.Verdict}: rewrite it."
                    : null));
    }

    private static Table TableOf(Fixture fixture, WholeClaimResult result, Tolerance tolerance)
    {
        var pinned = new PinnedClaim(
            fixture.Claim.Name,
            PaperAttribute.Of(fixture.Type).Title,
            fixture.Claim.Sentence,
            fixture.Claim.Source,
            fixture.Data,
            result.Primary[0].Effect,
            result.Found,
            result.Verdict,
            null,
            null);
        return Table
            .WithColumns(
                Column.Text("part"),
                Column.Text("verdict"),
                Column.Number("mean", tolerance, Decimals),
                Column.Number("95 % from", tolerance, Decimals),
                Column.Number("to", tolerance, Decimals),
                Column.Number("paper", Tolerance.Exact, Decimals),
                Column.Number("seeds", Tolerance.Exact, decimals: 0),
                Column.Number("images", Tolerance.Exact, decimals: 0),
                Column.Number("seeds needed", OfSeeds, decimals: 0),
                Column.Text("statement"))
            .WithHeading(pinned.Lines)
            .AddRow(
            [
                PinnedClaim.RowName,
                result.Verdict.ToString(),
                .. Numbers(result.Number),
                result.SeedsNeeded,
                "all primary sub-claims together",
            ])
            .AddRows(result.Primary, part => RowOf("primary", part))
            .AddRows(result.Beside, part => RowOf("secondary", part));
    }

    private static Cell[] RowOf(string name, PartResult part) =>
        [name, part.Verdict.ToString(), .. Numbers(part.Mean), part.SeedsNeeded, part.Statement];

    private static Cell[] Numbers(Finding? mean) =>
        [mean?.Estimate, mean?.Lower, mean?.Upper, mean?.Published, mean?.Seeds, mean?.Images > 1 ? mean.Images : Cell.Empty];

    /// <summary>One that allows what the parts' own snapshots allow.</summary>
    private static Tolerance Loosest(IReadOnlyCollection<SubClaim> parts) => new(
        parts.Max(part => Math.Max(part.Tolerance.Absolute, ClaimTolerance.Numbers.Absolute) * part.BoundFactor),
        parts.Max(part => Math.Max(part.Tolerance.Relative, ClaimTolerance.Numbers.Relative) * part.BoundFactor));
}
