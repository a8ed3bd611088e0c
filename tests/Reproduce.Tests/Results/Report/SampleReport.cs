using System.Collections.Immutable;
using System.Security.Cryptography;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Tables;
using SkiaSharp;

namespace Reproduce.Tests.Results.Report;

/// <summary>
/// Results with every case that a report meets: runs that passed, failed, did not run, were never recorded or were killed; tables, figures,
/// differences and sources of each kind.
/// </summary>
internal static class SampleReport
{
    /// <summary>Markup in every form that could end up as markup.</summary>
    public const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></style></title></pre>&amp;|`*_[a](b)";

    /// <summary>A name that no browser breaks by itself.</summary>
    public static readonly string Unbroken = new('m', 120);

    /// <summary>Rows of the table that is folded away.</summary>
    public const int ManyRows = 40;

    /// <summary>The results.</summary>
    /// <param name="folder">Where the picture is written to; null for a set without pictures.</param>
    /// <param name="suffix">Ends every text that a person or another program has written.</param>
    public static ResultSet Of(string? folder, string suffix = "")
    {
        if (folder is not null)
        {
            File.WriteAllBytes(Path.Combine(folder, "picture.png"), Png);
        }

        return new ResultSet
        {
            Folder = folder,
            Paper = PaperWith(suffix),
            Runs =
            [
                Run("Growth", "toy", ClaimState.Passed, null, suffix),
                Run("Growth", "Signs", ClaimState.Failed, "A verdict differs" + suffix, suffix),
                Run("Growth", "CIFAR-10", ClaimState.NotRun, "Its files are not there" + suffix, suffix),
                Run("Decay", "toy", ClaimState.Unrecorded, null, suffix),
                Run("Decay", "Signs", ClaimState.Started, null, suffix),
            ],
            Items = [.. GrowthOnToy(suffix), .. GrowthOnSigns(suffix), .. DecayOnToy(suffix)],
        };
    }

    /// <summary>A source of one model with these seeds.</summary>
    public static Source SourceOf(string kind, string model, int[] seeds, string recipe = Recipe, string suffix = "") => new()
    {
        Kind = kind + suffix,
        Model = model + suffix,
        Recipe = recipe,
        Seeds = [.. seeds],
        Keys = [.. seeds.Select(seed => $"{model}{seed}".PadRight(64, '0'))],
        Commit = "0123456789abcdef",
        Device = "cpu" + suffix,
        Processor = "Some CPU" + suffix,
        LibTorch = "none",
        Seconds = [.. seeds.Select(_ => 12.5)],
        Created = Sample.Noon,
    };

    private static readonly byte[] Png = Picture();

    private static readonly FigureResult Drawn = new("picture.png", 1200, 750, Convert.ToHexStringLower(SHA256.HashData(Png)));

    /// <summary>A recipe as the store writes it.</summary>
    public const string Recipe = """{"Model":"FT","DistillationTemperature":20,"Network":{"Kind":"toy","Hidden":[8,8]},"Schedule":null}""";

    private static Paper PaperWith(string suffix) => new()
    {
        Id = "Sample",
        Title = "A Sample of a Paper" + suffix,
        Authors = "A. Nobody" + suffix,
        Url = "https://example.org/paper?a=1&b=2",
        Statements =
        [
            new("abstract" + suffix, "It grows" + suffix, "does grow" + suffix, "Growth" + suffix, "A_grows"),
            new("section 1", "The weather has no part in it", Claim: "Growth" + suffix, Test: "B_weather"),
            new("section 2", "It withers", Claim: "Decay" + suffix, Test: "Withers"),
            new("section 3", "It is heavy" + suffix, Reason: "There is no scale." + suffix),
        ],
        Figures =
        [
            new(1, "Everything" + suffix, "toy"),
            new(2, "Examples" + suffix, "CIFAR-10", "Drawn signs stand in" + suffix),
            new(3, "Nothing" + suffix, "CIFAR-10"),
            new(4, "Something else" + suffix, "TSRD"),
        ],
        Deviations =
        [
            new("the sample" + suffix, "random" + suffix, "the first" + suffix, "the first" + suffix, ["Growth" + suffix], []),
            new("the signs", "photographs", "", "drawn", ["Growth" + suffix], ["Signs" + suffix]),
        ],
    };

    private static ClaimRun Run(string claim, string data, ClaimState state, string? reason, string suffix) =>
        Sample.Run(claim + suffix, data + suffix) with
        {
            Sentence = $"It grows on {data}." + suffix,
            State = state,
            Reason = reason,
            Passed = 3,
            Failed = state == ClaimState.Failed ? 1 : 0,
            Seconds = 75.25,
        };

    private static IEnumerable<ResultItem> GrowthOnToy(string suffix)
    {
        var model = SourceOf("model", "FT", [42, 43, 45], suffix: suffix);
        var other = SourceOf("model", "RT", [42], "not JSON" + suffix, suffix);
        ImmutableArray<Source> measured = [model, other, SourceOf("robustness", "FT", [42, 43], suffix: suffix)];
        var (grows, shrinks, control) = ("It grows." + suffix, "First it shrinks." + suffix, "It is not the weather." + suffix);
        yield return Item("Z_whole", suffix) with
        {
            Whole = new WholeClaimResult(
                Verdict.Mixed,
                "It grows, late" + suffix,
                [
                    Short(shrinks, Verdict.Contradicted, new(0, 2, 0, null), suffix),
                    Short(grows, Verdict.Mixed, new(1, 0, 1, null), suffix),
                ],
                [Short(control, Verdict.Undecided, new(0, 0, 1, null), suffix), PartResult.Of(Untested(suffix))]),
        };
        yield return Item("A_grows", suffix) with
        {
            Sources = measured,
            SubClaim = Part(grows, Verdict.Mixed, "Half of it" + suffix, suffix) with { Effect = "after / before" + suffix },
        };
        yield return Item("B_weather", suffix) with { SubClaim = Part(control, Verdict.Undecided, null, suffix) };
        yield return Item("B_weighed", suffix) with { SubClaim = Untested(suffix) };
        yield return Item("C_shrinks", suffix) with { Sources = [model], SubClaim = Part(shrinks, Verdict.Contradicted, null, suffix) };
        yield return Item("D_compared", suffix) with { Sources = measured, Table = Compared(suffix), Figures = [1] };
        yield return Item("E_long", suffix) with { Table = Long(suffix) };
        yield return Item("Figure_1_drawn", suffix) with { Figures = [1], Figure = Drawn, Sources = [model] };
        yield return Item("Figure_1_lost", suffix) with { Figures = [1], Figure = new FigureResult("lost.png", 1200, 750, "cd") };
    }

    private static IEnumerable<ResultItem> GrowthOnSigns(string suffix)
    {
        var difference = $"- 1.0\n+ 2.0{suffix}";
        yield return Item("Whole_signs", suffix, data: "Signs") with
        {
            Whole = new WholeClaimResult(
                Verdict.Supported,
                Found: null,
                [Short("It grows." + suffix, Verdict.Supported, new(1, 0, 0, null), suffix)],
                []),
            Snapshot = SnapshotState.Differs,
            Difference = difference,
        };
        yield return Item("Grows_on_signs", suffix, data: "Signs") with
        {
            SubClaim = Part("It grows." + suffix, Verdict.Supported, null, suffix),
            Snapshot = SnapshotState.Differs,
            Difference = difference,
            Sources = [SourceOf("adherence", "FS", [7], suffix: suffix)],
        };
        yield return Item("Figure_2_signs", suffix, data: "Signs") with { Figures = [2], Figure = Drawn };
    }

    private static IEnumerable<ResultItem> DecayOnToy(string suffix)
    {
        yield return Item("Decays", suffix, "Decay") with
        {
            SubClaim = Part("It decays." + suffix, Verdict.Undecided, null, suffix),
            Snapshot = SnapshotState.Missing,
        };
    }

    private static ResultItem Item(string id, string suffix, string claim = "Growth", string data = "toy")
    {
        var item = Sample.Item(id, claim, data);
        return item with
        {
            Claim = claim + suffix,
            Data = data + suffix,
            Title = item.Title + suffix,
            Filter = item.Filter + suffix,
            Origin = item.Origin with
            {
                Commit = "abcdef0123" + suffix,
                Processor = "Some CPU" + suffix,
                OperatingSystem = "Some Linux" + suffix,
            },
        };
    }

    private static SubClaim Part(string statement, Verdict verdict, string? conclusion, string suffix) => new(
        statement,
        "section 1" + suffix,
        "after minus before" + suffix,
        "above 5" + suffix,
        verdict,
        Mean(verdict),
        new Consistency(1, 0, 1, new Interval(1.2, -0.5, 3, 0.95)),
        verdict == Verdict.Undecided ? 31 : null,
        new PaperAgreement(Cases: 2, SameSign: 1, Predicted: 1, Published: 1.4, Ours: 1.2),
        conclusion,
        [
            new("T = 10" + suffix, 1.5, 1.25, 2, 0.95, 20, 300, Verdict.Supported, Decides: true) { Published = 1.75 },
            new("T = 40" + suffix, 0.9, 0.5, 1.25, 0.95, 20, 300, verdict, Decides: true),
            new(
                "T = 100" + suffix,
                double.NaN,
                double.NegativeInfinity,
                double.PositiveInfinity,
                0.95,
                1,
                1,
                Verdict.Undecided,
                Decides: false),
        ]);

    private static Finding Mean(Verdict verdict) => new(SubClaim.MeanName, 1.2, 0.875, 1.625, 0.95, 20, 300, verdict, Decides: true);

    private static SubClaim Untested(string suffix) => SubClaim.NotTested(
        "It is heavy." + suffix, "section 2" + suffix, "weight" + suffix, "There is no scale" + suffix);

    private static PartResult Short(string statement, Verdict verdict, Consistency consistency, string suffix) =>
        new(statement, "after minus before" + suffix, verdict, verdict == Verdict.Undecided ? 31 : null, Mean(verdict), consistency);

    private static Table Compared(string suffix) => Table
        .WithColumns(
            Column.Text("model" + suffix),
            Column.Number("paper", Tolerance.Exact, decimals: 1).OfPaper(),
            Column.Number("ours", Tolerance.Exact, decimals: 1).OfOurs(),
            Column.Number("difference", Tolerance.Exact, decimals: 1).OfDifference(similar: 2),
            Column.Text("remark" + suffix))
        .WithHeading("Accuracies in percent." + suffix.ReplaceLineEndings(" "))
        .AddRow("FT" + suffix, 90, 91, 1, "alike" + suffix)
        .AddRow("RT", 90, 85, -5, Cell.Empty)
        .AddRow("FS", 90, 50, -40, Cell.Empty)
        .AddRow("RS", double.NaN, 50, double.NaN, Cell.Empty);

    private static Table Long(string suffix) => Table
        .WithColumns(Column.Text("row" + suffix), Column.Number("square", Tolerance.Exact))
        .AddRows(Enumerable.Range(1, ManyRows), row => [$"{row}", row * row]);

    private static byte[] Picture()
    {
        using var bitmap = new SKBitmap(1200, 750);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = SKColors.SteelBlue };
        canvas.Clear(SKColors.White);
        canvas.DrawRect(100, 100, 1000, 550, paint);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }
}
