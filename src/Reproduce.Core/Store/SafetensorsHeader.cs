using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Reproduce.Core.Store;

/// <summary>Reads a safetensors header and checks that it fits the data that follow it.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The format's own library refuses longer ones: a hostile header must not keep a JSON reader busy.</summary>
    public const int MaximumLength = 100_000_000;

    /// <summary>The content of a file.</summary>
    /// <param name="header">The header's bytes.</param>
    /// <param name="data">All bytes after the header.</param>
    /// <param name="source">How messages name the file.</param>
    /// <exception cref="InvalidDataException">The header breaks the format or does not fit the data.</exception>
    public static SafetensorsContent Parse(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> data, string source) =>
        Parse(header, source, root => Read(root, data, source));

    /// <summary>The header's metadata alone, whatever it says of the tensors.</summary>
    /// <param name="header">The header's bytes.</param>
    /// <param name="source">How messages name the file.</param>
    /// <exception cref="InvalidDataException">The header breaks the format.</exception>
    public static ImmutableDictionary<string, string> ParseMetadata(ReadOnlyMemory<byte> header, string source) => Parse(
        header,
        source,
        root => root.TryGetProperty(Safetensors.MetadataName, out var metadata)
            ? ReadMetadata(metadata, source)
            : ImmutableDictionary<string, string>.Empty);

    /// <summary>The error for a file that breaks the format.</summary>
    public static InvalidDataException Invalid(string source, string problem, Exception? cause = null) =>
        new($"'{source}' is not a safetensors file: {problem}.", cause);

    private static T Parse<T>(ReadOnlyMemory<byte> header, string source, Func<JsonElement, T> read)
    {
        if (header.Length > MaximumLength)
        {
            throw Invalid(source, $"its header has {header.Length} bytes, more than the format's limit of {MaximumLength}");
        }

        // Bytes that are no text at all are refused here, since the JSON reader looks at strings only when they are asked for.
        if (header.IsEmpty || header.Span[0] != '{' || !Utf8.IsValid(header.Span))
        {
            throw Invalid(source, "its header is not a JSON object in UTF-8");
        }

        try
        {
            using var json = JsonDocument.Parse(header, new() { AllowDuplicateProperties = false });
            return read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair, which is JSON but no text.
            throw Invalid(source, $"its header is not valid JSON: {e.Message}", e);
        }
    }

    private static SafetensorsContent Read(JsonElement root, ReadOnlyMemory<byte> data, string source)
    {
        var metadata = ImmutableDictionary<string, string>.Empty;
        var tensors = new List<(long Begin, SafetensorsTensor Tensor)>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == Safetensors.MetadataName)
            {
                metadata = ReadMetadata(property.Value, source);
            }
            else
            {
                tensors.Add(ReadTensor(property, data, source));
            }
        }

        // Sorted stably by begin and length, so that an empty tensor comes before the one that starts where it stands.
        var ordered = tensors.OrderBy(entry => entry.Begin).ThenBy(entry => entry.Tensor.Data.Length).ToList();
        RequireSeamless(ordered, data.Length, source);
        return new([.. ordered.Select(entry => entry.Tensor)], metadata);
    }

    private static ImmutableDictionary<string, string> ReadMetadata(JsonElement metadata, string source)
    {
        if (metadata.ValueKind != JsonValueKind.Object
            || metadata.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
        {
            throw Invalid(source, $"its '{Safetensors.MetadataName}' is not an object of texts");
        }

        return metadata.EnumerateObject().ToImmutableDictionary(entry => entry.Name, entry => entry.Value.GetString()!);
    }

    private static (long Begin, SafetensorsTensor Tensor) ReadTensor(JsonProperty property, ReadOnlyMemory<byte> data, string source)
    {
        var name = property.Name;
        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            throw Invalid(source, $"its entry for tensor '{name}' is not an object");
        }

        var elementType = ReadElementType(property.Value, name, source);
        var shape = ReadNumbers(property.Value, "shape", name, source);
        var offsets = ReadNumbers(property.Value, "data_offsets", name, source);
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > data.Length)
        {
            throw Invalid(
                source,
                $"tensor '{name}' has data_offsets [{string.Join(", ", offsets)}], "
                + $"not a begin and an end within the {data.Length} bytes of data");
        }

        var length = offsets[1] - offsets[0];
        // As a floating-point number, so that absurd extents cannot overflow into a match; without 0 times infinity.
        if ((shape.Contains(0) ? 0 : shape.Aggregate((double)elementType.Size(), (bytes, extent) => bytes * extent)) != length)
        {
            throw Invalid(source, $"tensor '{name}' of {elementType} and shape [{string.Join(", ", shape)}] does not fill {length} bytes");
        }

        return (offsets[0], new(name, elementType, shape, data.Slice((int)offsets[0], (int)length)));
    }

    private static SafetensorsElementType ReadElementType(JsonElement tensor, string name, string source)
    {
        var text = tensor.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String ? dtype.GetString() : null;
        return text switch
        {
            nameof(SafetensorsElementType.F32) => SafetensorsElementType.F32,
            nameof(SafetensorsElementType.I64) => SafetensorsElementType.I64,
            _ => throw Invalid(source, $"tensor '{name}' has the dtype '{text}', but only F32 and I64 can be read"),
        };
    }

    private static ImmutableArray<long> ReadNumbers(JsonElement tensor, string property, string name, string source)
    {
        return tensor.TryGetProperty(property, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(NumberOf)]
            : throw Invalid(source, $"tensor '{name}' has no list '{property}'");

        long NumberOf(JsonElement item) =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                ? number
                : throw Invalid(source, $"'{property}' of tensor '{name}' holds something other than integers of 0 or more");
    }

    private static void RequireSeamless(IEnumerable<(long Begin, SafetensorsTensor Tensor)> ordered, long length, string source)
    {
        var end = 0L;
        foreach (var (begin, tensor) in ordered)
        {
            if (begin != end)
            {
                throw Invalid(
                    source, $"tensor '{tensor.Name}' starts at {begin} where {end} was expected: data must have neither gaps nor overlaps");
            }

            end += tensor.Data.Length;
        }

        if (end != length)
        {
            throw Invalid(source, $"its tensors end at {end}, but its data have {length} bytes");
        }
    }
}
