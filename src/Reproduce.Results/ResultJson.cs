using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproduce.Results;

/// <summary>How results are written as JSON; docs/results.schema.json describes it.</summary>
public static class ResultJson
{
    private const string Schema = "schema";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false), new VisibleTextConverter() },
    };

    /// <summary>A value as indented JSON with a line break at its end.</summary>
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>The same with the schema's name in front, for a file that is read by itself.</summary>
    public static string SerializeWithSchema<T>(T value)
    {
        var json = JsonSerializer.SerializeToNode(value, Options)!.AsObject();
        json.Insert(0, Schema, ResultSet.CurrentSchema);
        return json.ToJsonString(Options) + "\n";
    }

    /// <summary>Reads what was written, by this machine or another one.</summary>
    /// <param name="json">The text; one without a schema's name is of the current schema.</param>
    /// <param name="file">Named in the message.</param>
    /// <exception cref="ResultException">It is not JSON of that type and schema.</exception>
    public static T Deserialize<T>(string json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty(Schema, out var schema) && !schema.ValueEquals(ResultSet.CurrentSchema))
            {
                throw new ResultException(
                    $"'{file}', field '{Schema}': this version reads '{ResultSet.CurrentSchema}'. Actual: {schema}. Run the claims again, "
                    + "or read it with the version that wrote it.");
            }

            return ForeignJson.ProblemOf(document.RootElement) is { } problem
                ? throw new ResultException(Message(file, problem.Field, problem.What))
                : document.Deserialize<T>(Options) ?? throw new JsonException("The file says null.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            var field = (error as JsonException)?.Path?.TrimStart('$').TrimStart('.') ?? "";
            throw new ResultException(Message(file, field, error.Message.Split(" Path: ")[0]), error);
        }
    }

    private static string Message(string file, string field, string what) =>
        $"'{file}'{(field.Length > 0 ? $", field '{field}'," : "")} is not a result that this version reads: {what} Run the claims again, "
            + "or delete the file.";

    private sealed class VisibleTextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(VisibleText.Of(value));
    }
}
