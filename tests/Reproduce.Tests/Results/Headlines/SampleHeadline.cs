using System.Collections.Immutable;
using Reproduce.Core.Statistics;
using Reproduce.Results;

namespace Reproduce.Tests.Results.Headlines;

/// <summary>Results of three claims on data of each kind: the default's, the paper's further data, and others.</summary>
internal static class SampleHeadline
{
    /// <summary>A paper whose order is not that of the alphabet.</summary>
    public static readonly Paper Paper = new()
    {
        Id = "Sample",
        Title = "A Sample of a Paper",
        Claims = ["Growth", "Decay"],
        ClaimsInShort = ImmutableSortedDictionary<string, string>.Empty.Add("Decay", "It decays"),
        DefaultData = ["toy", "Signs"],
        FurtherData = ["CIFAR-10", "TSRD"],
        ClaimsOfDefaultData = ["Chance"],
    };

    /// <summary>When everything was found.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly RunOrigin Origin = new("0123456789abcdef", "0.1.0", "Quick", "Some CPU", 2, "Some Linux", ".NET 10", Noon);

    /// <summary>A claim by chance, one of decay on the drawn signs and in another profile, and one of growth on two data sets.</summary>
    public static readonly ResultSet Set = Of(
        Item("Chance", "toy", Whole(Verdict.NotTested, null, [Part("It is chance.", Verdict.NotTested)])),
        Item(
            "Decay",
            "Signs",
            Whole(
                Verdict.Undecided,
                "Three seeds are not enough.",
                [Part("It decays.", Verdict.Undecided, 0.012, -0.25, 0.275, seedsNeeded: 14)])),
        Item("Decay", "Signs, Paper", Whole(Verdict.Contradicted, null, [Part("It decays.", Verdict.Contradicted, -0.775, -0.84, -0.71)])),
        Item(
            "Growth",
            "toy",
            Whole(
                Verdict.Mixed,
                "It grows where it is warm, and shrinks where it is cold. Of either effect the half is left when the clock is stopped, and "
                    + "nothing of it is left in the dark.",
                [
                    Part("It grows.", Verdict.Supported, 12.34, 8.12, 16.42, published: 14.2),
                    Part(
                        "It grows by more than the paper says of every single one of the cases in which somebody has looked at it so far.",
                        Verdict.Contradicted,
                        0.5,
                        -1,
                        2),
                ],
                [Part("It is not the weather.", Verdict.Undecided, 3, -1, 7, seedsNeeded: 30)])),
        Item(
            "Growth",
            "CIFAR-10",
            Whole(Verdict.Supported, "It grows.", [Part("It grows.", Verdict.Supported, 25, 20, 30, published: 22)])));

    /// <summary>A set of these items, with a run for each.</summary>
    public static ResultSet Of(params ImmutableArray<ResultItem> items) => new()
    {
        Paper = Paper,
        Runs = [.. items.Select(item => Run(item.Claim, item.Data, ClaimState.Passed))],
        Items = items,
    };

    /// <summary>A run.</summary>
    public static ClaimRun Run(string claim, string data, ClaimState state) => new()
    {
        Claim = claim,
        Fixture = claim,
        Data = data,
        Sentence = "It grows.",
        Source = "section 1",
        State = state,
        Origin = Origin,
    };

    /// <summary>A whole claim's result.</summary>
    public static ResultItem Item(string claim, string data, WholeClaimResult whole) => new()
    {
        Id = $"{claim}.Whole_{data}",
        Claim = claim,
        Data = data,
        Title = "The claim as a whole",
        Filter = "",
        Snapshot = SnapshotState.Agrees,
        Whole = whole,
        Origin = Origin,
    };

    /// <summary>A verdict.</summary>
    public static WholeClaimResult Whole(
        Verdict verdict, string? found, ImmutableArray<PartResult> primary, ImmutableArray<PartResult>? beside = null) =>
        new(verdict, found, primary, beside ?? []);

    /// <summary>A part that was not tested.</summary>
    public static PartResult Part(string statement, Verdict verdict) => new(statement, "after - before", verdict, null, null, null);

    /// <summary>A part with its mean.</summary>
    public static PartResult Part(
        string statement,
        Verdict verdict,
        double estimate,
        double lower,
        double upper,
        double? published = null,
        int? seedsNeeded = null) =>
        Part(statement, verdict) with
        {
            SeedsNeeded = seedsNeeded,
            Mean = new Finding(SubClaim.MeanName, estimate, lower, upper, 0.95, 6, 1, verdict, Decides: true)
            {
                Published = published,
            },
        };
}
