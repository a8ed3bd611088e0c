using Reproduce.Testing.Snapshots;
using Reproduce.Testing.Snapshots.Tables;
using SkiaSharp;

namespace Reproduce.Tests.Testing.Snapshots;

/// <summary>The way from NUnit's context to the repository's own snapshots folder, once for each kind.</summary>
[TestFixture]
public sealed class VerifierTest
{
    [TestCase(10)]
    public async Task A_text_and_its_arguments_find_their_snapshot(int temperature) =>
        await Verifier.Verify($"T = {temperature}\n");

    [Test]
    public async Task A_table_and_its_values_find_their_snapshots()
    {
        var table = SnapshotTable
            .WithColumns(SnapshotColumn.Text("model"), SnapshotColumn.Number("accuracy", new Tolerance(0.01), decimals: 3))
            .AddRow("FT_temp1", 0.991)
            .AddRow("FT_temp100", 0.987);
        var tolerances = new Dictionary<string, Tolerance> { ["pieces"] = Tolerance.Exact };

        await Verifier.VerifyTable(table, "table");
        await Verifier.VerifyTable("model,pieces\nFT_temp10,62\nFT_temp100,34\n", tolerances, "values");
    }

    [Test]
    public async Task An_image_finds_its_snapshot()
    {
        using var bitmap = new SKBitmap(8, 8);
        bitmap.Erase(SKColors.SteelBlue);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        await Verifier.VerifyImage(png.ToArray());
    }
}
