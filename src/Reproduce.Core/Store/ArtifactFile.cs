using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproduce.Core.Store;

/// <summary>
/// An artifact as the bytes of one safetensors file: the tensors are the <c>state_dict</c> and nothing else, so that any tool
/// loads the model; all the rest lies in the header's metadata.
/// </summary>
/// <remarks>
/// The checksum comes first in the header, so at a fixed place, and is the SHA-256 of the whole file with its own 64 characters
/// set to <c>0</c>. It is looked at before anything else: what is damaged is not parsed.
/// </remarks>
internal static class ArtifactFile
{
    private const string Version = "1";
    private const string ChecksumName = "reproduce.checksum";
    private const string VersionName = "reproduce.artifact";
    private const string KeyName = "reproduce.key";
    private const string EpochLossesName = "reproduce.epoch_losses";
    private const string StepLossesName = "reproduce.step_losses";
    private const string MeasurementsName = "reproduce.measurements";
    private const string ProvenanceName = "reproduce.provenance";

    private static readonly string NoChecksum = new('0', ArtifactKey.HashLength);

    private static readonly byte[] BeforeChecksum = Encoding.ASCII.GetBytes($"{{\"{Safetensors.MetadataName}\":{{\"{ChecksumName}\":\"");

    private static readonly Range ChecksumRange =
        (Safetensors.LengthBytes + BeforeChecksum.Length)..(Safetensors.LengthBytes + BeforeChecksum.Length + ArtifactKey.HashLength);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The bytes of an artifact's file.</summary>
    public static byte[] Encode(Artifact artifact)
    {
        var bytes = Safetensors.Serialize(
            artifact.Weights,
            [
                new(ChecksumName, NoChecksum),
                new("format", "pt"), // What PyTorch's own files say, and some loaders insist on.
                new(VersionName, Version),
                new(KeyName, JsonSerializer.Serialize(artifact.Key.Parts, Json)),
                new(EpochLossesName, JsonSerializer.Serialize(artifact.EpochLosses, Json)),
                new(StepLossesName, JsonSerializer.Serialize(artifact.StepLosses, Json)),
                new(MeasurementsName, JsonSerializer.Serialize(artifact.Measurements, Json)),
                new(ProvenanceName, JsonSerializer.Serialize(artifact.Provenance, Json)),
            ]);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.AsSpan(ChecksumRange));
        return bytes;
    }

    /// <summary>The artifact in a file's bytes.</summary>
    /// <param name="bytes">The whole file. Its checksum is overwritten on the way.</param>
    /// <param name="key">The key whose artifact is expected.</param>
    /// <param name="source">How messages name the bytes: the file's path.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged or hold something else.</exception>
    public static Artifact Decode(byte[] bytes, ArtifactKey key, string source)
    {
        RequireChecksum(bytes, source);
        var content = Safetensors.Parse(bytes, source);
        var header = DecodeHeader(content.Metadata, source);
        return header.Key.Equals(key)
            ? Read(source, () => new Artifact(
                header.Key,
                [.. content.Tensors.Select(tensor => ToNamedArray(tensor, source))],
                Value<ImmutableArray<double>>(content.Metadata, EpochLossesName),
                header.Provenance)
            {
                StepLosses = Value<ImmutableArray<double>>(content.Metadata, StepLossesName),
                Measurements = Value<Dictionary<string, double>>(content.Metadata, MeasurementsName)
                    .ToImmutableSortedDictionary(StringComparer.Ordinal),
            })
            : throw Invalid(source, $"it holds the model of another key, {header.Key}");
    }

    /// <summary>The header of an artifact's file.</summary>
    /// <param name="metadata">The file's metadata.</param>
    /// <param name="source">How messages name the file: its path.</param>
    /// <remarks>The checksum is of the whole file and is not looked at: the file may still be damaged.</remarks>
    /// <exception cref="InvalidDataException">The metadata are not those of an artifact.</exception>
    public static ArtifactHeader DecodeHeader(ImmutableDictionary<string, string> metadata, string source)
    {
        var version = metadata.GetValueOrDefault(VersionName);
        return version == Version
            ? Read(source, () => new ArtifactHeader(
                ArtifactKey.FromParts(Value<Dictionary<string, string>>(metadata, KeyName)), Value<Provenance>(metadata, ProvenanceName)))
            : throw Invalid(source, $"it has version '{version}', not '{Version}'");
    }

    private static T Read<T>(string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw Invalid(source, $"its metadata cannot be read: {e.Message}", e);
        }
    }

    private static void RequireChecksum(byte[] bytes, string source)
    {
        if (bytes.Length < ChecksumRange.End.Value || !bytes.AsSpan(Safetensors.LengthBytes).StartsWith(BeforeChecksum))
        {
            throw Invalid(source, "it does not begin as one");
        }

        var field = bytes.AsSpan(ChecksumRange);
        var stated = Encoding.ASCII.GetString(field);
        Encoding.ASCII.GetBytes(NoChecksum, field);
        if (stated != Convert.ToHexStringLower(SHA256.HashData(bytes)))
        {
            throw Invalid(source, "its content does not match its checksum");
        }
    }

    private static NamedArray ToNamedArray(SafetensorsTensor tensor, string source) =>
        tensor.ElementType == SafetensorsElementType.F32
            ? tensor.ToNamedArray()
            : throw Invalid(source, $"tensor '{tensor.Name}' has elements of {tensor.ElementType}, not F32");

    private static T Value<T>(ImmutableDictionary<string, string> metadata, string name) =>
        JsonSerializer.Deserialize<T>(metadata.GetValueOrDefault(name, "null"), Json)
        ?? throw new JsonException($"'{name}' is missing.");

    private static InvalidDataException Invalid(string source, string problem, Exception? inner = null) =>
        new($"The stored artifact '{source}' is damaged: {problem}.", inner);
}
