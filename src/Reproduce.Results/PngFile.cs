using SkiaSharp;

namespace Reproduce.Results;

/// <summary>Reads pictures that may be anybody's.</summary>
internal static class PngFile
{
    // A file that declares more is none of ours, and would not fit into memory.
    private const int MostPixels = 64_000_000;

    /// <summary>Decodes a picture to 8 bits a channel, alpha not multiplied in.</summary>
    /// <param name="png">The file's bytes.</param>
    /// <returns>Null where they are no picture, or one of more than 64 million pixels.</returns>
    public static SKBitmap? Decode(byte[] png)
    {
        using var data = SKData.CreateCopy(png);
        using var codec = SKCodec.Create(data);
        return codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels
            ? null
            : SKBitmap.Decode(codec, new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
    }
}
