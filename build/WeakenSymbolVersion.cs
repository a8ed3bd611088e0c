#nullable enable

// Compiled by MSBuild's inline task factory, which knows no implicit usings, and once more by the tests, which do.
#pragma warning disable IDE0005
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
#pragma warning restore IDE0005

namespace Reproduce.Build;

/// <summary>
/// Copies a shared library and marks one symbol version that it asks for as weak, where the host's library does not offer that
/// version. The dynamic loader refuses a library over any version that is missing, even one that no code uses; a weak one it lets pass.
/// </summary>
/// <remarks>
/// TorchSharp 0.107 asks for GLIBCXX_3.4.32 (gcc 13.2), newer than the libstdc++ of Debian 12 and Ubuntu 22.04, for the sake of
/// <c>std::ios_base_library_init</c> alone: a symbol that no relocation uses.
/// </remarks>
public sealed class WeakenSymbolVersion : Microsoft.Build.Utilities.Task
{
    /// <summary>The library as it comes in its package; only read.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>Where the weakened copy goes; no such file is left where the host needs none.</summary>
    [Required]
    public string Destination { get; set; } = "";

    /// <summary>The library that is asked for the version, such as <c>libstdc++.so.6</c>.</summary>
    [Required]
    public string Needed { get; set; } = "";

    /// <summary>The version, such as <c>GLIBCXX_3.4.32</c>.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>A text file that keeps what was done and why, and whose time says that it was done.</summary>
    [Required]
    public string Record { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Destination)!);
            Directory.CreateDirectory(Path.GetDirectoryName(Record)!);

            // Deleted before it is written: output folders hold hard links to the old copy, and a running process may have it mapped.
            File.Delete(Destination);
            var image = File.ReadAllBytes(Source);
            var host = HostLibrary.Find(Needed, new ElfImage(image).Machine);
            var done = Decide(image, host);
            File.WriteAllText(Record, done + "\n");
            Log.LogMessage(MessageImportance.Normal, "{0}: {1}", Path.GetFileName(Source), done);
            return true;
        }
        catch (Exception error)
            when (error is InvalidDataException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Log.LogError("{0} could not be made to load on this host: {1}", Source, error.Message);
            return false;
        }
    }

    private string Decide(byte[] image, string? host)
    {
        if (host is null)
        {
            return $"left as it is: no {Needed} was found on this host.";
        }

        if (HostLibrary.Offers(File.ReadAllBytes(host), Version))
        {
            return $"left as it is: {host} offers {Version}.";
        }

        if (!new ElfImage(image).Weaken(Needed, Version))
        {
            return $"left as it is: it does not insist on {Version}.";
        }

        File.WriteAllBytes(Destination, image);
        return $"{Version} made weak in a copy: {host} does not offer it.";
    }
}

/// <summary>The host's shared libraries, as the dynamic loader finds them.</summary>
public static class HostLibrary
{
    private const string LoaderCache = "/etc/ld.so.cache";

    private static readonly string[] UsualFolders =
    [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu",
        "/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib64", "/usr/local/lib",
    ];

    /// <summary>The file that a library's name stands for on this host, or null where none is found.</summary>
    /// <param name="name">The library's name, such as <c>libstdc++.so.6</c>.</param>
    /// <param name="machine">The processor it must be for, as in <see cref="ElfImage.Machine"/>.</param>
    public static string? Find(string name, int machine)
    {
        var cached = File.Exists(LoaderCache) ? PathsInLoaderCache(File.ReadAllBytes(LoaderCache), name) : [];
        return cached.Concat(UsualFolders.Select(folder => folder + "/" + name)).FirstOrDefault(path => IsFor(machine, path));
    }

    /// <summary>The paths that the loader's cache holds for a library, in the loader's order of preference.</summary>
    /// <param name="cache">The cache's bytes. Its paths are texts that end in a zero byte; nothing else of it is needed.</param>
    /// <param name="name">The library's name, such as <c>libstdc++.so.6</c>.</param>
    public static IEnumerable<string> PathsInLoaderCache(byte[] cache, string name) =>
        Encoding.ASCII.GetString(cache).Split('\0').Where(text => text.EndsWith("/" + name, StringComparison.Ordinal) && text[0] == '/');

    /// <summary>Whether a library defines a symbol version: then, and only then, the version's name is among its texts.</summary>
    /// <param name="library">The library's bytes.</param>
    /// <param name="version">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
    public static bool Offers(byte[] library, string version) =>
        Encoding.ASCII.GetString(library).Contains(version + "\0");

    private static bool IsFor(int machine, string path)
    {
        try
        {
            return File.Exists(path) && new ElfImage(File.ReadAllBytes(path)).Machine == machine;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

/// <summary>
/// The bytes of a 64-bit little-endian ELF shared library, read the way the dynamic loader reads them: by its program headers and
/// its dynamic entries. Field names are those of the System V ABI and of the Linux Standard Base (chapter "Symbol Versioning").
/// </summary>
/// <remarks>Every read is checked against the length, so that a damaged file gives an error and nothing else.</remarks>
public sealed class ElfImage
{
    private const ulong LoadSegment = 1;
    private const ulong DynamicSegment = 2;
    private const ulong ProgramHeaderSize = 56;

    private const ulong StringTable = 5;
    private const ulong Relocations = 7;
    private const ulong RelocationsSize = 8;
    private const ulong RelocationsWithoutAddend = 17;
    private const ulong PltRelocationsSize = 2;
    private const ulong PltRelocationsKind = 20;
    private const ulong PltRelocations = 23;
    private const ulong SymbolVersions = 0x6ffffff0;
    private const ulong VersionNeeds = 0x6ffffffe;
    private const ulong RelocationSize = 24;

    private const ulong WeakFlag = 2;
    private const ulong VersionIndexMask = 0x7fff;

    private readonly byte[] _bytes;
    private readonly List<(ulong Address, ulong Offset, ulong Size)> _segments = [];
    private readonly Dictionary<ulong, ulong> _dynamic = [];

    /// <summary>Reads the headers.</summary>
    /// <param name="bytes">The whole file. <see cref="Weaken"/> changes it in place.</param>
    /// <exception cref="InvalidDataException">It is not a 64-bit little-endian ELF file, or is cut short.</exception>
    public ElfImage(byte[] bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 64 || Read(0, 6) != 0x01_02_46_4c_45_7f)
        {
            throw new InvalidDataException("it is not a 64-bit little-endian ELF file.");
        }

        Machine = (int)Read(18, 2);
        var header = Read(32, 8);
        for (var count = Read(56, 2); count > 0; count--, header += ProgramHeaderSize)
        {
            ReadSegment(header);
        }
    }

    /// <summary>The processor that the library is for (e_machine): 62 for x86-64, 183 for AArch64.</summary>
    public int Machine { get; }

    /// <summary>Sets the weak flag (VER_FLG_WEAK) of one version that is asked of one library; nothing else changes.</summary>
    /// <param name="library">The library that is asked, such as <c>libstdc++.so.6</c>.</param>
    /// <param name="version">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>Whether a byte changed: false where the version is not asked for, or is weak already.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or uses a table that is not known here.</exception>
    /// <exception cref="InvalidOperationException">A relocation uses a symbol of that version, which would be missing.</exception>
    public bool Weaken(string library, string version)
    {
        var need = FindNeed(library, version);
        if (need is null || (Read(need.Value + 4, 2) & WeakFlag) != 0)
        {
            return false;
        }

        var index = Read(need.Value + 6, 2) & VersionIndexMask;
        var users = UsersOf(index).Take(1).ToList();
        if (users.Count > 0)
        {
            throw new InvalidOperationException(
                $"{version} is needed, for a relocation uses a symbol of it (number {users[0]}): install a newer {library}.");
        }

        _bytes[need.Value + 4] |= (byte)WeakFlag;
        return true;
    }

    private void ReadSegment(ulong header)
    {
        var (kind, offset, address, size) = (Read(header, 4), Read(header + 8, 8), Read(header + 16, 8), Read(header + 32, 8));
        if (kind == LoadSegment)
        {
            _segments.Add((address, offset, size));
        }

        // The last entry's tag is zero.
        for (var entry = offset; kind == DynamicSegment && entry - offset < size && Read(entry, 8) != 0; entry += 16)
        {
            _dynamic[Read(entry, 8)] = Read(entry + 8, 8);
        }
    }

    /// <summary>File offset of the entry (Vernaux) of a version that is asked of a library, or null.</summary>
    private ulong? FindNeed(string library, string version)
    {
        if (!_dynamic.ContainsKey(VersionNeeds))
        {
            return null;
        }

        var needs = Chain(TableOffset(VersionNeeds), nextField: 12).Where(need => NameIs(library, Read(need + 4, 4)));
        var versions = needs.SelectMany(need => Chain(need + Read(need + 8, 4), nextField: 12));
        return versions.Where(entry => NameIs(version, Read(entry + 8, 4))).Select(entry => (ulong?)entry).FirstOrDefault();
    }

    /// <summary>Offsets of the entries of a list in which each says how far away the next one is, and the last one says 0.</summary>
    private IEnumerable<ulong> Chain(ulong first, ulong nextField)
    {
        for (ulong entry = first, step = 1; step != 0; entry += step)
        {
            step = Read(entry + nextField, 4);
            yield return entry;
        }
    }

    /// <summary>Numbers of the dynamic symbols of a version that relocations use.</summary>
    private IEnumerable<ulong> UsersOf(ulong versionIndex)
    {
        if (_dynamic.ContainsKey(RelocationsWithoutAddend) || (Entry(PltRelocationsKind) ?? Relocations) != Relocations)
        {
            throw new InvalidDataException("its relocations have no addends, a form that is not known here.");
        }

        var versions = TableOffset(SymbolVersions);
        return RelocatedSymbols(Relocations, RelocationsSize).Concat(RelocatedSymbols(PltRelocations, PltRelocationsSize))
            .Where(symbol => (Read(versions + (2 * symbol), 2) & VersionIndexMask) == versionIndex);
    }

    private IEnumerable<ulong> RelocatedSymbols(ulong table, ulong tableSize)
    {
        var size = Entry(tableSize) ?? 0;
        for (ulong at = 0; at < size; at += RelocationSize)
        {
            // The upper half of r_info is the symbol's number; 0 stands for none.
            var symbol = Read(TableOffset(table) + at + 8, 8) >> 32;
            if (symbol != 0)
            {
                yield return symbol;
            }
        }
    }

    private bool NameIs(string expected, ulong nameOffset)
    {
        var at = TableOffset(StringTable) + nameOffset;
        return Encoding.ASCII.GetBytes(expected + "\0").Select((letter, i) => Read(at + (ulong)i, 1) == letter).All(equal => equal);
    }

    private ulong? Entry(ulong tag) => _dynamic.TryGetValue(tag, out var value) ? value : null;

    /// <summary>File offset of a table whose address in memory is a dynamic entry's value.</summary>
    private ulong TableOffset(ulong tag)
    {
        var address = Entry(tag) ?? throw new InvalidDataException($"its dynamic entry 0x{tag:x} is missing.");
        foreach (var segment in _segments)
        {
            if (address >= segment.Address && address - segment.Address < segment.Size)
            {
                return segment.Offset + (address - segment.Address);
            }
        }

        throw new InvalidDataException($"its dynamic entry 0x{tag:x} points to 0x{address:x}, outside of its segments.");
    }

    private ulong Read(ulong offset, int size)
    {
        if (offset > (ulong)_bytes.Length || (ulong)_bytes.Length - offset < (ulong)size)
        {
            throw new InvalidDataException($"it is cut short or damaged: byte {offset} of {_bytes.Length} was to be read.");
        }

        ulong value = 0;
        for (var i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | _bytes[(int)offset + i];
        }

        return value;
    }
}
