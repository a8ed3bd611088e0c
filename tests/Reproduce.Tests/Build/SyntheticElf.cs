using System.Buffers.Binary;
using System.Text;

namespace Reproduce.Tests.Build;

/// <summary>
/// A shared library of a few hundred bytes with the tables that symbol versions need, and no code: by default one with the needs of
/// TorchSharp's library in small, in which symbol 1 has version index 2, and so on.
/// </summary>
internal sealed class SyntheticElf
{
    private const int FirstVersionIndex = 2;
    private const ulong BaseAddress = 0x40_0000;
    private const int HeadersSize = 64 + (2 * 56);

    private readonly List<byte> _bytes = [.. new byte[HeadersSize]];
    private readonly List<(ulong Tag, ulong Value)> _dynamic = [];
    private readonly List<int> _flags = [];

    /// <summary>The libraries that are asked for versions; the first version has index 2, for 0 and 1 are taken.</summary>
    public IReadOnlyList<(string Library, string[] Versions)> Needs { get; init; } =
    [
        ("libc.so.6", ["GLIBC_2.34", "GLIBC_2.2.5"]),
        ("libstdc++.so.6", ["GLIBCXX_3.4.30", "GLIBCXX_3.4.32", "CXXABI_1.3"]),
    ];

    /// <summary>Version indices of the dynamic symbols, from number 0 on.</summary>
    public IReadOnlyList<ushort> SymbolVersions { get; init; } = [0, 2, 3, 4, 5, 6];

    /// <summary>Numbers of the symbols that data relocations use.</summary>
    public IReadOnlyList<uint> Relocations { get; init; } = [0, 1, 2];

    /// <summary>Numbers of the symbols that function calls use.</summary>
    public IReadOnlyList<uint> PltRelocations { get; init; } = [3, 5];

    /// <summary>Offset in the file of the flags of a version that is asked for; known once the bytes are made.</summary>
    public int FlagsOffset(int versionIndex) => _flags[versionIndex - FirstVersionIndex];

    /// <summary>The file's bytes; made once.</summary>
    public byte[] ToBytes()
    {
        WriteVersionNeeds();
        AddTable(0x6ffffff0, SymbolVersions.SelectMany(version => U16(version)));
        AddRelocations(table: 7, size: 8, Relocations);
        AddRelocations(table: 23, size: 2, PltRelocations);
        _dynamic.Add((20, 7));
        _dynamic.Add((0, 0));
        var dynamicOffset = (ulong)_bytes.Count;
        _bytes.AddRange(_dynamic.SelectMany(entry => U64(entry.Tag).Concat(U64(entry.Value))));
        return WithHeaders(dynamicOffset);
    }

    private void WriteVersionNeeds()
    {
        var names = new StringBuilder("\0");
        var table = new List<byte>();
        var index = FirstVersionIndex;
        foreach (var (need, (library, versions)) in Needs.Index())
        {
            var next = need == Needs.Count - 1 ? 0 : 16 * (versions.Length + 1);
            table.AddRange([.. U16(1), .. U16(versions.Length), .. U32(NameOffset(names, library)), .. U32(16), .. U32(next)]);
            foreach (var (entry, version) in versions.Index())
            {
                next = entry == versions.Length - 1 ? 0 : 16;
                _flags.Add(table.Count + 4);
                table.AddRange([.. U32(0), .. U16(0), .. U16(index++), .. U32(NameOffset(names, version)), .. U32(next)]);
            }
        }

        AddTable(5, Encoding.ASCII.GetBytes(names.ToString()));
        if (Needs.Count > 0)
        {
            var start = AddTable(0x6ffffffe, table);
            for (var i = 0; i < _flags.Count; i++)
            {
                _flags[i] += start;
            }
        }
    }

    private void AddRelocations(ulong table, ulong size, IReadOnlyList<uint> symbols)
    {
        AddTable(table, symbols.SelectMany(symbol => U64(0).Concat(U32(6)).Concat(U32(symbol)).Concat(U64(0))));
        _dynamic.Add((size, (ulong)symbols.Count * 24));
    }

    private int AddTable(ulong tag, IEnumerable<byte> content)
    {
        _bytes.AddRange(new byte[(8 - (_bytes.Count % 8)) % 8]);
        var start = _bytes.Count;
        _dynamic.Add((tag, BaseAddress + (ulong)start));
        _bytes.AddRange(content);
        return start;
    }

    private byte[] WithHeaders(ulong dynamicOffset)
    {
        var file = _bytes.ToArray();
        var length = (ulong)file.Length;
        byte[] identity = [0x7f, .. "ELF"u8, 2, 1, 1];
        byte[] kindMachineVersion = [.. U16(3), .. U16(62), .. U32(1)];
        byte[] programHeaders = [.. U64(64), .. new byte[14], .. U16(56), .. U16(2)];
        byte[] header = [.. identity, .. new byte[9], .. kindMachineVersion, .. U64(0), .. programHeaders];
        header.CopyTo(file, 0);
        ProgramHeader(kind: 1, offset: 0, length).CopyTo(file, 64);
        ProgramHeader(kind: 2, dynamicOffset, length - dynamicOffset).CopyTo(file, 64 + 56);
        return file;
    }

    private static byte[] ProgramHeader(int kind, ulong offset, ulong size) =>
        [.. U32(kind), .. U32(4), .. U64(offset), .. U64(BaseAddress + offset), .. U64(0), .. U64(size), .. U64(size), .. U64(8)];

    private static int NameOffset(StringBuilder names, string name)
    {
        var offset = names.Length;
        names.Append(name).Append('\0');
        return offset;
    }

    private static byte[] U16(int value) => U64((ulong)value)[..2];

    private static byte[] U32(long value) => U64((ulong)value)[..4];

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
