using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproduce.Results.Tables;

/// <summary>
/// Writes a cell as the scalar that it is. A number that JSON lacks is an object with its name, so that it can't be mistaken for a text.
/// </summary>
internal sealed class CellConverter : JsonConverter<Cell>
{
    private const string Name = "number";

    private static readonly (string Name, double Value)[] Special =
        [("NaN", double.NaN), ("Infinity", double.PositiveInfinity), ("-Infinity", double.NegativeInfinity)];

    public override bool HandleNull => true;

    public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return reader.GetDouble();
            case JsonTokenType.Null:
                return Cell.Empty;
            case JsonTokenType.StartObject:
                using (var value = JsonDocument.ParseValue(ref reader))
                {
                    var name = value.RootElement.TryGetProperty(Name, out var text) ? text.GetString() : null;
                    return Special.Any(special => special.Name == name)
                        ? Special.First(special => special.Name == name).Value
                        : throw new JsonException($"A cell's number is NaN, Infinity or -Infinity by name. Actual: {value.RootElement}.");
                }

            default:
                throw new JsonException($"A cell is a text, a number or null. Actual: {reader.TokenType}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options)
    {
        if (value.Number is not { } number)
        {
            writer.WriteStringValue(value.Text);
        }
        else if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteString(Name, Special.First(special => special.Value.Equals(number)).Name);
            writer.WriteEndObject();
        }
    }
}
