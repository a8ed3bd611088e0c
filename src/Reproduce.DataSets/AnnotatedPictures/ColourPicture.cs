using SkiaSharp;

namespace Reproduce.DataSets.AnnotatedPictures;

/// <summary>A decoded picture.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Red, green, blue and one byte to ignore for each pixel, row after row.</param>
internal sealed record ColourPicture(int Width, int Height, byte[] Pixels)
{
    /// <summary>Bytes of a pixel.</summary>
    public const int BytesOfPixel = 4;

    /// <summary>Decodes a whole picture, its levels as they are in the file: no colour profile is applied.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture, or null if it cannot be decoded to its end.</returns>
    public static ColourPicture? Decode(string path)
    {
        using var data = SKData.CreateCopy(File.ReadAllBytes(path));
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return null;
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        return codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success
            ? new(info.Width, info.Height, bitmap.GetPixelSpan().ToArray())
            : null;
    }
}
