using System.Collections.Immutable;
using Reproduce.Core.Data;

namespace Reproduce.Results.Changes;

/// <summary>
/// Claims on data that two result sets call by one name and that are not known to be the same: files that are not those that were
/// published, and have another fingerprint, or none was recorded.
/// </summary>
/// <param name="Changes">One for each claim and data: nothing of it is compared.</param>
internal sealed record OtherData(ImmutableArray<Change> Changes)
{
    private const int ShownDigits = 12;

    public static OtherData Of(ResultSet before, ResultSet after)
    {
        var (first, second) = (Fingerprints(before), Fingerprints(after));
        return new(
        [
            .. from key in first.Keys.Intersect(second.Keys)
               let fingerprints = (Before: first[key], After: second[key])
               where fingerprints is not ([{ } one], [{ } other]) || one != other
               select new Change(
                   key.Claim,
                   key.Data,
                   ChangeKind.Data,
                   "the data",
                   $"not known to be the same bytes ({Show(fingerprints.Before)} -> {Show(fingerprints.After)}), nothing is compared",
                   []),
        ]);
    }

    public IEnumerable<ResultItem> Without(IEnumerable<ResultItem> items) => items.Where(item => !Has(item.Claim, item.Data));

    public IEnumerable<ClaimRun> Without(IEnumerable<ClaimRun> runs) => runs.Where(run => !Has(run.Claim, run.Data));

    private bool Has(string claim, string data) => Changes.Any(change => change.Claim == claim && change.Data == data);

    private static Dictionary<(string Claim, string Data), string?[]> Fingerprints(ResultSet set) => set.Items
        .Where(item => ImageData.IsOfOtherBytes(item.Data))
        .GroupBy(item => (item.Claim, item.Data), item => item.DataFingerprint)
        .ToDictionary(group => group.Key, group => group.Distinct().ToArray());

    private static string Show(string?[] fingerprints) => string.Join(
        ", ", fingerprints.Select(fingerprint => fingerprint?[..Math.Min(ShownDigits, fingerprint.Length)] ?? "no fingerprint"));
}
