using System.Text;

namespace Reproduce.Torch.Native;

/// <summary>Reads the headers of Linux's library format (ELF, 64 bits, little-endian), to detect truncated files.</summary>
internal static class ElfFile
{
    private const uint MappedSegment = 1;
    private const int SegmentHeaderSize = 56;

    /// <summary>Number of bytes of a file, from its start, that loading it maps into memory.</summary>
    /// <param name="file">The library, at any position.</param>
    /// <returns>The number, or null for another kind of file or truncated headers, which the loader itself refuses.</returns>
    public static ulong? MappedLength(Stream file)
    {
        using var reader = new BinaryReader(file, Encoding.ASCII, leaveOpen: true);
        file.Position = 0;
        if (!reader.ReadBytes(6).AsSpan().SequenceEqual("\u007fELF\u0002\u0001"u8) || file.Length < 64)
        {
            return null;
        }

        file.Position = 32;
        var headers = reader.ReadUInt64();
        file.Position = 56;
        var count = reader.ReadUInt16();
        if (headers > (ulong)file.Length || (ulong)file.Length - headers < (ulong)count * SegmentHeaderSize)
        {
            return null;
        }

        return Enumerable.Range(0, count).Max(i => SegmentEnd(reader, (long)headers + (i * SegmentHeaderSize)));
    }

    /// <summary>The end of a segment in the file; null for one that is not mapped.</summary>
    private static ulong? SegmentEnd(BinaryReader reader, long header)
    {
        reader.BaseStream.Position = header;
        var kind = reader.ReadUInt32();
        reader.BaseStream.Position = header + 8;
        var offset = reader.ReadUInt64();
        reader.BaseStream.Position = header + 32;
        return kind == MappedSegment ? offset + reader.ReadUInt64() : null;
    }
}
