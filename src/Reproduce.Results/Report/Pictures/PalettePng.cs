using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using SkiaSharp;

namespace Reproduce.Results.Report.Pictures;

/// <summary>A PNG with a byte for each pixel, which SkiaSharp does not write.</summary>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, W3C, sections 5 and 11.</remarks>
internal static class PalettePng
{
    private const byte BitsOfIndex = 8;
    private const byte IndexedColor = 3;
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    /// <summary>Encodes a picture.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="palette">1 to 256 opaque colours.</param>
    /// <param name="indices">Each pixel's colour, row by row.</param>
    public static byte[] Encode(int width, int height, SKColor[] palette, byte[] indices)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (BitsOfIndex, IndexedColor);
        return
        [
            .. Signature,
            .. Chunk("IHDR", header),
            .. Chunk("PLTE", [.. palette.SelectMany(color => new[] { color.Red, color.Green, color.Blue })]),
            .. Chunk("IDAT", Compress(width, height, indices)),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(named.Length + 4), Crc32.HashToUInt32(named));
        return chunk;
    }

    /// <summary>Each row begins with its filter: none, for neighbouring indices have nothing in common.</summary>
    private static byte[] Compress(int width, int height, byte[] indices)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            for (var row = 0; row < height; row++)
            {
                stream.WriteByte(0);
                stream.Write(indices, row * width, width);
            }
        }

        return compressed.ToArray();
    }
}
