using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Files;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Headlines;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Results;

/// <summary>A claim on one data set: what is pinned, and what the last run found.</summary>
/// <param name="Paper">The paper's title.</param>
/// <param name="Claim">The claim's name.</param>
/// <param name="Sentence">The claim in the paper's own words.</param>
/// <param name="Source">Where the paper says so.</param>
/// <param name="Data">The data.</param>
/// <param name="Pinned">The pinned verdict; null where none is.</param>
/// <param name="PinnedResult">The same with its number, the paper's, and what was found in a sentence; null where none is.</param>
/// <param name="Found">The verdict that the last run found; null where none did.</param>
/// <param name="FoundResult">The same with its number, the paper's, and what was found in a sentence; null where none did.</param>
/// <param name="Run">How the last run ended; null where there was none.</param>
/// <param name="Reason">Why it did not run, or what failed; null otherwise.</param>
/// <param name="Commit">The commit that was run; null where none was.</param>
/// <param name="At">When; null where it was not run.</param>
internal sealed record ClaimStatus(
    string Paper,
    string Claim,
    string Sentence,
    string Source,
    string Data,
    Verdict? Pinned,
    HeadlineCell? PinnedResult,
    Verdict? Found,
    HeadlineCell? FoundResult,
    ClaimState? Run,
    string? Reason,
    string? Commit,
    DateTimeOffset? At)
{
    /// <summary>What was found, in one sentence: by the last run, or else as pinned; null where nobody has concluded from it.</summary>
    [JsonIgnore]
    public string? Conclusion => FoundResult is null ? PinnedResult?.Found : FoundResult.Found;

    /// <summary>All claims that are pinned or were run, in the orders of a paper that was run, else by name.</summary>
    public static IReadOnlyList<ClaimStatus> All(CliHost host)
    {
        var repository = RepositoryRoot.Find(host.CurrentFolder);
        var pinned = repository is null ? [] : PinnedClaim.In(Path.Combine(repository, SnapshotFiles.FolderName));
        var sets = ResultFolder.SetsIn(ResultLocation.Results(host)).Select(ResultFolder.Read).ToList();
        var run = sets.SelectMany(set => set.Runs.Select(run => OfRun(set, run, pinned))).ToList();
        return
        [
            .. run.Concat(
                pinned.Where(claim => !run.Exists(state => state.Claim == claim.Claim && state.Data == claim.Data)).Select(OfPinned))
                .OrderBy(state => state.Paper, StringComparer.Ordinal)
                .ThenBy(state => PaperOf(sets, state)?.PlaceOf(state.Claim))
                .ThenBy(state => state.Claim, StringComparer.Ordinal)
                .ThenBy(state => PaperOf(sets, state)?.PlaceOfData(state.Data))
                .ThenBy(state => state.Pinned is null)
                .ThenBy(state => state.Data, StringComparer.Ordinal),
        ];
    }

    /// <summary>The state as a person would say it.</summary>
    public string InWords()
    {
        var pinned = PinnedResult is null ? "nothing pinned" : $"pinned {PinnedResult}";
        return Run switch
        {
            null => $"{pinned}; not run here yet",
            ClaimState.NotRun => $"{pinned}; not run: {Reason}",
            ClaimState.Failed => $"{pinned}; {FoundWords()}, but tests failed: {Reason} ({When()})",
            ClaimState.Started =>
                $"{pinned}; started but not finished: it is still running, was interrupted, or its set-up failed ({When()})",
            _ => $"{pinned}; {FoundWords()} ({When()})",
        };
    }

    private string FoundWords() =>
        FoundResult is null ? "the last run did not decide the claim as a whole" : $"the last run found {FoundResult}";

    private string When() => $"{(At is { } at ? ReportWords.Moment(at) : "")} at {ReportWords.Commit(Commit ?? "")}";

    private static Paper? PaperOf(IEnumerable<ResultSet> sets, ClaimStatus state) =>
        sets.FirstOrDefault(set => set.Paper.Title == state.Paper)?.Paper;

    private static ClaimStatus OfRun(ResultSet set, ClaimRun run, ImmutableArray<PinnedClaim> pinned)
    {
        var pinnedOne = pinned.FirstOrDefault(claim => claim.Claim == run.Claim && claim.Data == run.Data);
        var whole = WholeOf(set, run)?.Whole;
        return new(
            set.Paper.Title,
            run.Claim,
            run.Sentence,
            run.Source,
            run.Data,
            pinnedOne?.Verdict,
            pinnedOne is null ? null : HeadlineCell.Of(pinnedOne),
            whole?.Verdict,
            whole is null ? null : HeadlineCell.Of(run.Data, whole),
            run.State,
            run.Reason,
            OriginOf(set, run).Commit,
            OriginOf(set, run).At);
    }

    private static ResultItem? WholeOf(ResultSet set, ClaimRun run) => set.ItemsOf(run).FirstOrDefault(item => item.Whole is not null);

    /// <summary>Of the verdict, which a later run of other tests has not decided anew; else of the run.</summary>
    private static RunOrigin OriginOf(ResultSet set, ClaimRun run) => WholeOf(set, run)?.Origin ?? run.Origin;

    private static ClaimStatus OfPinned(PinnedClaim pinned) => new(
        pinned.Paper, pinned.Claim, pinned.Sentence, pinned.Source, pinned.Data, pinned.Verdict, HeadlineCell.Of(pinned),
        Found: null, FoundResult: null, Run: null, Reason: null, Commit: null, At: null);
}
