using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Submit;

/// <summary>
/// Tasks that were handed to a scheduler together. They lie in a folder of the store, which all processes that run them share, with what
/// became of each.
/// </summary>
/// <param name="Format">Version of the file's format.</param>
/// <param name="Data">The data set's name on the command line.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="Repository">The repository's folder, where claims are run; null where there are none.</param>
/// <param name="Tasks">The tasks; what others need comes first.</param>
internal sealed record Submission(int Format, string Data, string Profile, string? Repository, ImmutableArray<SubmittedTask> Tasks)
{
    /// <summary>The format that this version writes, and the only one that it reads.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The tasks that a task waits for.</summary>
    public IEnumerable<SubmittedTask> PredecessorsOf(SubmittedTask task) => task.Kind switch
    {
        TaskKind.Claim => Tasks.Where(other => other.Kind < TaskKind.Claim),
        TaskKind.Report => Tasks.Where(other => other.Kind == TaskKind.Claim),
        _ => Tasks.Where(other => other.Name == task.After),
    };

    /// <summary>As text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>From text.</summary>
    /// <param name="text">What <see cref="ToJson"/> gave.</param>
    /// <param name="source">How messages name the file.</param>
    /// <exception cref="CommandFailedException">It is no submission, or one of another version.</exception>
    public static Submission Parse(string text, string source)
    {
        try
        {
            if (JsonSerializer.Deserialize<Submission>(text, Options) is { Format: CurrentFormat, Tasks.IsDefaultOrEmpty: false } submission
                && submission.Tasks.All(IsWhole))
            {
                return submission;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new CommandFailedException(
            $"'{source}' is damaged, or of another version: delete the folder that it lies in, and submit again with `reproduce submit`.");
    }

    // JSON can hold null where the types do not.
    private static bool IsWhole(SubmittedTask? task) =>
        task is { Name: not null, Group: not null, Command.IsDefault: false, Makes.IsDefault: false }
        && task.Command.Concat(task.Makes).All(text => text is not null);
}
