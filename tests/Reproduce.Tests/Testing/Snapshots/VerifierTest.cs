using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots;
using SkiaSharp;

namespace Reproduce.Tests.Testing.Snapshots;

/// <summary>Each kind of content is verified against a file in the repository's own folder of snapshots.</summary>
[TestFixture]
public sealed class VerifierTest
{
    [TestCase(10)]
    public async Task A_table_and_its_arguments_find_their_snapshot(int temperature)
    {
        var table = Table
            .WithColumns(Column.Text("model"), Column.Number("accuracy", new Tolerance(0.01), decimals: 3))
            .AddRow("FT_temp1", 0.991)
            .AddRow($"FT_temp{temperature}0", 0.987);

        await Verifier.VerifyTable(table, "table");
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
