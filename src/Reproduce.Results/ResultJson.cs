using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproduce.Results;

/// <summary>How results are written as JSON; docs/results.schema.json describes it.</summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>A value as indented JSON with a line break at its end.</summary>
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">Named in the message.</param>
    /// <exception cref="ResultException">It is not JSON of that type.</exception>
    public static T Deserialize<T>(string json, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The file says null.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or NotSupportedException)
        {
            throw new ResultException(
                $"'{file}' is not a result that this version reads: {error.Message} Run the claims again, or delete the file.", error);
        }
    }
}
