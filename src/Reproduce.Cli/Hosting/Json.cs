using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproduce.Cli.Hosting;

/// <summary>Results as JSON, for scripts: names in snake case as in the store's files, times in seconds, absent values as null.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Writes a value and a line's end.</summary>
    public static void WriteJson<T>(this CliHost host, T value) => host.Output.WriteLine(JsonSerializer.Serialize(value, Options));
}
