using SkiaSharp;

namespace Reproduce.Testing.Snapshots.Images;

/// <summary>A decoded image, as seen on white paper.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Opaque sRGB pixels, row by row, shape <c>[Height * Width]</c>.</param>
internal sealed record DecodedImage(int Width, int Height, SKColor[] Pixels)
{
    /// <summary>Decodes an image file; <see langword="null"/> where the bytes are none.</summary>
    public static DecodedImage? Decode(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return null;
        }

        using var colors = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, colors);
        using var bitmap = new SKBitmap(info);
        return codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success
            ? new DecodedImage(info.Width, info.Height, [.. bitmap.Pixels.Select(OnWhite)])
            : null;
    }

    private static SKColor OnWhite(SKColor color)
    {
        var alpha = color.Alpha / 255.0;
        return new SKColor(Blend(color.Red), Blend(color.Green), Blend(color.Blue));

        byte Blend(byte value) => (byte)Math.Round((value * alpha) + (255 * (1 - alpha)));
    }
}
