using System.CommandLine;

namespace Reproduce.Cli.Hosting;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">The examples, the simplest first.</param>
internal sealed class DocumentedCommand(string name, string description, params IReadOnlyList<Example> examples)
    : Command(name, description)
{
    /// <summary>The examples, the simplest first.</summary>
    public IReadOnlyList<Example> Examples { get; } = examples;
}

/// <summary>An example of a command line.</summary>
/// <param name="Line">What is typed.</param>
/// <param name="Meaning">What it does, in a few words.</param>
internal sealed record Example(string Line, string Meaning);
