using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproduce.Results;

/// <summary>Writes a cell as the scalar that it is. A number that JSON lacks is an object with its name, so that no text is taken for it.</summary>
internal sealed class ResultCellConverter : JsonConverter<ResultCell>
{
    private const string Name = "number";

    private static readonly (string Name, double Value)[] Special =
        [("NaN", double.NaN), ("Infinity", double.PositiveInfinity), ("-Infinity", double.NegativeInfinity)];

    public override ResultCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new(reader.GetString(), null);
            case JsonTokenType.Number:
                return new(null, reader.GetDouble());
            case JsonTokenType.StartObject:
                using (var value = JsonDocument.ParseValue(ref reader))
                {
                    var name = value.RootElement.TryGetProperty(Name, out var text) ? text.GetString() : null;
                    return Special.Any(special => special.Name == name)
                        ? new(null, Special.First(special => special.Name == name).Value)
                        : throw new JsonException($"A cell's number is NaN, Infinity or -Infinity by name. Actual: {value.RootElement}.");
                }

            default:
                return reader.TokenType == JsonTokenType.Null
                    ? default
                    : throw new JsonException($"A cell is a text, a number or null. Actual: {reader.TokenType}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, ResultCell value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            if (double.IsFinite(number))
            {
                writer.WriteNumberValue(number);
                return;
            }

            writer.WriteStartObject();
            writer.WriteString(Name, Special.First(special => special.Value.Equals(number)).Name);
            writer.WriteEndObject();
        }
        else if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public override bool HandleNull => true;
}
