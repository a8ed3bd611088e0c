using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// Reads and writes safetensors files: 8 bytes of little-endian header length, a JSON header with name, element type, shape and
/// place of every tensor, then the tensors' bytes without gaps.
/// </summary>
/// <remarks>Source of the format: https://github.com/huggingface/safetensors, README, section "Format".</remarks>
public static class Safetensors
{
    /// <summary>Bytes before the header: its length.</summary>
    internal const int LengthBytes = sizeof(ulong);

    /// <summary>The name in the header that belongs to the metadata, so that no tensor can have it.</summary>
    internal const string MetadataName = "__metadata__";

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The whole file; the tensors' data are parts of it, not copies.</param>
    /// <param name="source">How messages name the bytes: the file's path.</param>
    /// <exception cref="InvalidDataException">The bytes break the format.</exception>
    public static SafetensorsContent Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        if (bytes.Length < LengthBytes)
        {
            throw SafetensorsHeader.Invalid(source, $"it has {bytes.Length} bytes, too few for the header's length");
        }

        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        if (headerLength > (ulong)(bytes.Length - LengthBytes))
        {
            throw SafetensorsHeader.Invalid(source, $"its header should have {headerLength} bytes, but the file has {bytes.Length}");
        }

        var header = bytes.Slice(LengthBytes, (int)headerLength);
        return SafetensorsHeader.Parse(header, bytes[(LengthBytes + (int)headerLength)..], source);
    }

    /// <summary>The metadata of a file, of which no more than the header is read.</summary>
    /// <param name="file">The file, open for reading at its begin.</param>
    /// <param name="source">How messages name the file: its path.</param>
    /// <exception cref="InvalidDataException">The header breaks the format.</exception>
    internal static ImmutableDictionary<string, string> ReadMetadata(FileStream file, string source)
    {
        var prefix = new byte[LengthBytes];
        var headerLength = IsFilled(file, prefix) ? BinaryPrimitives.ReadUInt64LittleEndian(prefix) : ulong.MaxValue;
        // Before the array is made: a damaged length must not ask for all memory.
        if (headerLength > SafetensorsHeader.MaximumLength || headerLength > (ulong)(file.Length - LengthBytes))
        {
            throw SafetensorsHeader.Invalid(source, $"its {file.Length} bytes do not hold the header");
        }

        var header = new byte[headerLength];
        return IsFilled(file, header)
            ? SafetensorsHeader.ParseMetadata(header, source)
            : throw SafetensorsHeader.Invalid(source, "it ended within its header");
    }

    /// <summary>The bytes of a file with the given tensors, in the given order.</summary>
    /// <param name="tensors">The tensors; names differ.</param>
    /// <param name="metadata">The header's <c>__metadata__</c>, which comes first in the header, in the given order; names differ.</param>
    /// <exception cref="ArgumentException">A name occurs twice, is reserved, or a text is no valid UTF-16.</exception>
    public static byte[] Serialize(IReadOnlyList<NamedArray> tensors, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        RequireDistinct(tensors.Select(tensor => tensor.Name).Prepend(MetadataName), nameof(tensors));
        RequireDistinct(metadata.Select(entry => entry.Key), nameof(metadata));

        var header = SerializeHeader(tensors, metadata);
        var dataLength = tensors.Sum(tensor => (long)tensor.Values.Length * sizeof(float));
        var bytes = new byte[LengthBytes + header.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes.AsSpan(LengthBytes));
        var rest = bytes.AsSpan(LengthBytes + header.Length);
        foreach (var tensor in tensors)
        {
            var data = MemoryMarshal.AsBytes(tensor.Values.Span);
            data.CopyTo(rest);
            rest = rest[data.Length..];
        }

        return bytes;
    }

    /// <summary>All bytes of a file, which may be replaced or renamed by others meanwhile.</summary>
    internal static byte[] ReadBytes(string path)
    {
        using var file = Open(path);
        return ReadBytes(file, path);
    }

    /// <summary>All bytes of an open file.</summary>
    internal static byte[] ReadBytes(FileStream file, string path)
    {
        var length = file.Length;
        if (length > Array.MaxLength)
        {
            throw SafetensorsHeader.Invalid(path, $"it has {length} bytes, more than the {Array.MaxLength} that can be read");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)length);
        return IsFilled(file, bytes) ? bytes : throw SafetensorsHeader.Invalid(path, $"it ended before its {bytes.Length} bytes");
    }

    /// <summary>Opens a file, which may be replaced, renamed or deleted by others meanwhile.</summary>
    internal static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);

    private static bool IsFilled(FileStream file, byte[] bytes) =>
        file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;

    private static ReadOnlySpan<byte> SerializeHeader(
        IReadOnlyList<NamedArray> tensors, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Metadata hold JSON texts, whose quotation marks the default encoder would turn into six characters each.
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(MetadataName);
                foreach (var (name, value) in metadata)
                {
                    _ = StrictUtf8.Instance.GetByteCount(value);
                    json.WriteString(name, value);
                }

                json.WriteEndObject();
            }

            var begin = 0L;
            foreach (var tensor in tensors)
            {
                var end = begin + ((long)tensor.Values.Length * sizeof(float));
                json.WritePropertyName(tensor.Name);
                JsonSerializer.Serialize(
                    json, new { dtype = nameof(SafetensorsElementType.F32), shape = tensor.Shape, data_offsets = new[] { begin, end } });
                begin = end;
            }

            json.WriteEndObject();
        }

        // Blanks up to a multiple of 8, as the format's own library writes, so that mapped data are aligned.
        var padding = -buffer.WrittenCount & (LengthBytes - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan;
    }

    private static void RequireDistinct(IEnumerable<string> names, string parameter)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            _ = StrictUtf8.Instance.GetByteCount(name);
            if (!seen.Add(name))
            {
                throw new ArgumentException($"The name '{name}' occurs twice or is reserved: every name must differ.", parameter);
            }
        }
    }
}
