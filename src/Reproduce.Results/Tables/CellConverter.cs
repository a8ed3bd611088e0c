using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproduce.Results.Tables;

/// <summary>
/// Writes a cell as the scalar that it is. A number that JSON lacks is an object with its name, so that it can't be mistaken for a text.
/// </summary>
internal sealed class CellConverter : JsonConverter<Cell>
{
    private const string Name = "number";

    public override bool HandleNull => true;

    public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.Null => Cell.Empty,
        JsonTokenType.StartObject => ReadName(ref reader),
        _ => throw new JsonException($"A cell is a text, a number or null. Actual: {reader.TokenType}."),
    };

    public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options)
    {
        if (value.Number is not { } number)
        {
            writer.WriteStringValue(value.Text is null ? null : VisibleText.Of(value.Text));
        }
        else if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteString(Name, number.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }
    }

    private static double ReadName(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return (value.RootElement.TryGetProperty(Name, out var name) ? name.GetString() : null) switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new JsonException($"A cell's number is NaN, Infinity or -Infinity by name. Actual: {value.RootElement}."),
        };
    }
}
