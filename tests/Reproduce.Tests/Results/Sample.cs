using System.Collections.Immutable;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Tables;

namespace Reproduce.Tests.Results;

/// <summary>Small results for tests.</summary>
internal static class Sample
{
    /// <summary>A moment.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Who found it.</summary>
    public static readonly RunOrigin Origin = new("0123456789abcdef", "0.1.0", "Quick", "Some CPU", 2, "Some Linux", ".NET 10", Noon);

    /// <summary>A paper with one figure and one deviation.</summary>
    public static readonly Paper Paper = new()
    {
        Id = "Sample",
        Title = "A Sample of a Paper",
        Figures = [new(1, "Everything", "toy")],
        Deviations = [new("the sample", "random", "the first", "the first", ["Growth"], [])],
    };

    /// <summary>A run that passed.</summary>
    public static ClaimRun Run(string claim = "Growth", string data = "toy", ClaimState state = ClaimState.Passed) => new()
    {
        Claim = claim,
        Fixture = claim,
        Data = data,
        Sentence = "It grows.",
        Source = "section 1",
        State = state,
        Origin = Origin,
    };

    /// <summary>A result without content.</summary>
    public static ResultItem Item(string id, string claim = "Growth", string data = "toy") => new()
    {
        Id = $"{claim}.{id}",
        Claim = claim,
        Data = data,
        Title = id.Replace('_', ' '),
        Filter = $"FullyQualifiedName~{claim}.{id}",
        Snapshot = SnapshotState.Agrees,
        Origin = Origin,
    };

    /// <summary>A finding around an estimate.</summary>
    public static Finding Finding(string name, double estimate, Verdict verdict = Verdict.Supported) =>
        new(name, estimate, estimate - 0.1, estimate + 0.1, 0.95, Seeds: 20, Images: 1, verdict, Decides: true);

    /// <summary>A sub-claim with these findings.</summary>
    public static ResultItem SubClaim(params ImmutableArray<Finding> findings) => Item("It_grows") with
    {
        SubClaim = new SubClaim(
            "It grows.",
            "section 1",
            "after / before",
            "above 1.05",
            Verdicts.Combine(findings.Select(finding => finding.Verdict)),
            Mean: null,
            Consistency: null,
            SeedsNeeded: null,
            Paper: null,
            Conclusion: null,
            findings)
        {
            AbsoluteTolerance = 0.001,
        },
    };

    /// <summary>A table of models and one number, compared within 0.5.</summary>
    public static ResultItem Table(params (string Model, double Accuracy)[] rows) => Item("Accuracies") with
    {
        Table = Reproduce.Results.Tables.Table
            .WithColumns(Column.Text("model"), Column.Number("accuracy", new Tolerance(0.5)))
            .WithHeading("Accuracies in percent.")
            .AddRows(rows, row => [row.Model, row.Accuracy]),
    };

    /// <summary>A figure with a hash.</summary>
    public static ResultItem Figure(string sha256) => Item("Figure_1") with
    {
        Figure = new FigureResult("Growth/Growth.Figure_1.png", 10, 10, sha256),
        Figures = [1],
    };

    /// <summary>A whole claim.</summary>
    public static ResultItem Whole(Verdict verdict) => Item("The_claim_as_a_whole") with
    {
        Whole = new WholeClaimResult(
            verdict, Found: null, [new PartResult("It grows.", "after / before", verdict, null, null, new Consistency(1, 0, 0, null))], []),
    };

    /// <summary>Models with these keys in the store.</summary>
    public static Source Source(params ImmutableArray<string> keys) => new()
    {
        Kind = "model",
        Model = "FT_tempT",
        Recipe = "{}",
        Seeds = [.. Enumerable.Range(42, keys.Length)],
        Keys = keys,
        Commit = Origin.Commit,
        Device = "cpu",
        Processor = Origin.Processor,
        LibTorch = "none",
        Seconds = [.. keys.Select(_ => 1.0)],
        Created = Noon,
    };

    /// <summary>A set of one run and these items.</summary>
    public static ResultSet Set(params ImmutableArray<ResultItem> items) => new() { Paper = Paper, Runs = [Run()], Items = items };
}
