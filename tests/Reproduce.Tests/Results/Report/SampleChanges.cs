using System.Security.Cryptography;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Changes;
using Reproduce.Results.Tables;
using SkiaSharp;

namespace Reproduce.Tests.Results.Report;

/// <summary>The results of <see cref="SampleReport"/> and others, in which something of every kind has changed.</summary>
internal static class SampleChanges
{
    /// <summary>Both, compared.</summary>
    /// <param name="folder">A folder for their pictures.</param>
    /// <param name="suffix">Ends every text that a person or another program has written.</param>
    public static ResultComparison Of(string folder, string suffix = "")
    {
        var before = SampleReport.Of(Directory.CreateDirectory(Path.Combine(folder, "before")).FullName, suffix);
        var after = SampleReport.Of(Directory.CreateDirectory(Path.Combine(folder, "after")).FullName, suffix);
        File.WriteAllBytes(Path.Combine(after.Folder!, "picture.png"), Png);
        var others = OnOtherBytes(suffix);
        return ResultComparison.Of(
            before with { Items = [.. before.Items, others] },
            after with
            {
                Runs = [.. after.Runs.Skip(1).Prepend(after.Runs[0] with { State = ClaimState.Failed, Reason = "It shrinks" + suffix })],
                Items = [.. after.Items.SkipLast(1).Select(Changed), others with { DataFingerprint = "bb" }, Added(suffix)],
            });
    }

    private static readonly byte[] Png = Picture();

    private static ResultItem Changed(ResultItem item) => item switch
    {
        { Whole: { } whole } => item with { Whole = whole with { Verdict = Verdict.Contradicted } },
        { SubClaim: { Verdict: Verdict.Mixed } part } => item with
        {
            SubClaim = part with
            {
                Verdict = Verdict.Contradicted,
                Conclusion = "Nothing of it",
                Findings = [.. part.Findings.Select(finding => finding with { Estimate = finding.Estimate - 1 })],
            },
        },
        { Table: { } table } => item with { Table = Raised(table) },
        { Figure: { File: "picture.png" } figure } => item with
        {
            Figure = figure with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(Png)) },
        },
        _ => item,
    };

    /// <summary>The table with one more in the second cell of its first row.</summary>
    private static Table Raised(Table table)
    {
        var first = table.Rows[0].SetItem(1, table.Rows[0][1].Number + 1);
        var changed = Table.WithColumns(table.Columns).WithHeading(table.Heading);
        return table.Rows.Skip(1).Prepend(first).Aggregate(changed, (one, row) => one.AddRow(row.AsSpan()));
    }

    private static ResultItem OnOtherBytes(string suffix) => Sample.Table(("FT" + suffix, 90)) with
    {
        Data = "CIFAR-10, other bytes",
        DataFingerprint = "aa",
    };

    private static ResultItem Added(string suffix) => Sample.Figure("ef") with { Id = "New", Title = "New" + suffix };

    private static byte[] Picture()
    {
        using var bitmap = new SKBitmap(1200, 750);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = SKColors.Orange };
        canvas.Clear(SKColors.White);
        canvas.DrawRect(100, 100, 900, 550, paint);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }
}
