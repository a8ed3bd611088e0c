using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Reproduce.Cli.Hosting;

/// <summary>The library's help, and below it the command's examples; at the root also the exit codes.</summary>
/// <param name="help">The library's help.</param>
/// <param name="examplesOfRoot">The examples of the root command.</param>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<Example> examplesOfRoot) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var examples = command is DocumentedCommand documented ? documented.Examples : command is RootCommand ? examplesOfRoot : [];
        Write(output, "Examples:", [.. examples.SelectMany(example => new[] { $"  {example.Line}", $"      {example.Meaning}" })]);
        if (command is RootCommand)
        {
            Write(output, "Exit codes:", [.. ExitCode.All.Select(exit => $"  {exit.Code,3}  {exit.Meaning}")]);
        }

        return ExitCode.Done;
    }

    private static void Write(TextWriter output, string heading, IReadOnlyList<string> lines)
    {
        IReadOnlyList<string> all = lines.Count == 0 ? [] : [heading, .. lines, ""];
        foreach (var line in all)
        {
            output.WriteLine(line);
        }
    }
}
