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

    /// <summary>Shows a result as JSON or as text.</summary>
    /// <param name="host">The process.</param>
    /// <param name="asJson">Whether as JSON.</param>
    /// <param name="value">The result.</param>
    /// <param name="print">Writes it as text.</param>
    /// <returns><see cref="ExitCode.Done"/>.</returns>
    public static int Show<T>(this CliHost host, bool asJson, T value, Action print)
    {
        if (asJson)
        {
            host.WriteJson(value);
        }
        else
        {
            print();
        }

        return ExitCode.Done;
    }
}
