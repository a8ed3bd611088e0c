using Reproduce.Tests.Core.Store;
using SkiaSharp;

namespace Reproduce.Tests.DataSets;

/// <summary>A small folder of TSRD's layout.</summary>
internal sealed class TsrdFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TsrdFolder()
    {
        Directory.CreateDirectory(this["tsrd-train"]);
        Directory.CreateDirectory(this["TSRD-Test"]);
        WriteLists([], []);
    }

    public string Path => _folder.Path;

    public string this[params string[] parts] => System.IO.Path.Combine([_folder.Path, .. parts]);

    /// <summary>A picture with red 10 x + shade, green 10 y + shade, blue shade; the column is x, the row y.</summary>
    public void WritePicture(string folder, string name, int width, int height, byte shade = 0)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, new SKColor((byte)((10 * x) + shade), (byte)((10 * y) + shade), shade));
            }
        }

        using var file = File.Create(this[folder, name]);
        bitmap.Encode(file, SKEncodedImageFormat.Png, quality: 100);
    }

    /// <summary>Writes both lists; one that a test does not care for gets a picture of its own, since an empty list is an error.</summary>
    public void WriteLists(string[] train, string[] test)
    {
        File.WriteAllLines(this["TsignRecgTrain4170Annotation.txt"], [.. OrOne("tsrd-train", train), ""]);
        File.WriteAllLines(this["TsignRecgTest1994Annotation.txt"], [.. OrOne("TSRD-Test", test), ""]);
    }

    private string[] OrOne(string folder, string[] lines)
    {
        if (lines.Length > 0 || !Directory.Exists(this[folder]))
        {
            return lines;
        }

        WritePicture(folder, "only.png", 1, 1, shade: folder == "tsrd-train" ? (byte)254 : (byte)255);
        return ["only.png;1;1;0;0;1;1;57;"];
    }

    public void Dispose() => _folder.Dispose();
}
