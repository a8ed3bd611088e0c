using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Reproduce.Cli.Submit;

/// <summary>A task of a submission: something that one process makes.</summary>
/// <param name="Name">What it is, such as <c>train FT_tempT, seed 101</c>; no two tasks of a submission have the same name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Group">Tasks of a group need the same resources: they become one job array.</param>
/// <param name="Command">The arguments: of <c>reproduce</c>, or of <c>dotnet</c> where it is a claim.</param>
/// <param name="After">Name of the task of the same submission whose result it needs; null for none.</param>
/// <param name="Makes">
/// Hashes of the keys of all artifacts that it makes: it is done when they are stored. Empty for claims and report.
/// </param>
/// <param name="Seconds">Predicted time on one thread, in seconds.</param>
/// <param name="Memory">Predicted memory, in bytes.</param>
internal sealed record SubmittedTask(
    string Name,
    TaskKind Kind,
    string Group,
    ImmutableArray<string> Command,
    string? After,
    ImmutableArray<string> Makes,
    double Seconds,
    long Memory)
{
    /// <summary>What tells it from tasks of other submissions: what it makes, or its name where that is no artifact.</summary>
    [JsonIgnore]
    public string Identity => Makes.IsEmpty ? Name : string.Join(' ', Makes);
}

/// <summary>What a task makes. Claims wait for all models and measurements, the report for all claims.</summary>
internal enum TaskKind
{
    /// <summary>Models.</summary>
    Train,

    /// <summary>Outcomes of attacks.</summary>
    Measure,

    /// <summary>The results of a claim.</summary>
    Claim,

    /// <summary>The report of all results.</summary>
    Report,
}
