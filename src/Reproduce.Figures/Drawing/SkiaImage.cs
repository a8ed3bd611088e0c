using Reproduce.Core.Data;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>Images as data sets and networks have them, <c>[C, H, W]</c>, made into pictures.</summary>
internal static class SkiaImage
{
    private const int BytesPerPixel = 4;
    private const int Grey = 1;
    private const int Rgb = 3;

    /// <summary>The picture of an image of floats.</summary>
    /// <param name="shape">Its shape; 1 channel is grey, 3 are red, green and blue.</param>
    /// <param name="values">Its values; those outside 0 to 1 are clipped.</param>
    /// <returns>The picture, which the caller disposes.</returns>
    public static SKImage Of(ImageShape shape, ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)MathF.Round(Math.Clamp(values[i], 0, 1) * byte.MaxValue);
        }

        return Of(shape, bytes);
    }

    /// <summary>The picture of an image of bytes.</summary>
    /// <param name="shape">Its shape; 1 channel is grey, 3 are red, green and blue.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The picture, which the caller disposes.</returns>
    public static SKImage Of(ImageShape shape, ReadOnlySpan<byte> values)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        var pixelCount = shape.Height * shape.Width;
        for (var i = 0; i < pixelCount; i++)
        {
            for (var channel = 0; channel < Rgb; channel++)
            {
                pixels[(i * BytesPerPixel) + channel] = values[((shape.Channels == Grey ? 0 : channel) * pixelCount) + i];
            }

            pixels[(i * BytesPerPixel) + Rgb] = byte.MaxValue;
        }

        return SKImage.FromBitmap(bitmap);
    }

    /// <summary>Refuses an image that cannot be drawn.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="length">How many values were given.</param>
    /// <param name="what">What the image is, for the message, such as <c>clean image</c>.</param>
    /// <param name="parameter">The caller's argument.</param>
    /// <exception cref="ArgumentException">There are not 1 or 3 channels, or the values are not as many as the shape says.</exception>
    public static void Validate(ImageShape shape, int length, string what, string parameter)
    {
        if (shape.Channels is not (Grey or Rgb) || shape.Height < 1 || shape.Width < 1)
        {
            throw new ArgumentException($"The {what} has shape {shape}; expected 1 or 3 channels and at least one pixel.", parameter);
        }

        if (length != shape.Size)
        {
            throw new ArgumentException($"The {what} of shape {shape} has {shape.Size} values, but {length} were given.", parameter);
        }
    }
}
