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
        Write(output, command is DocumentedCommand documented ? documented.Examples : command is RootCommand ? examplesOfRoot : []);
        if (command is RootCommand)
        {
            WriteExitCodes(output);
        }

        return ExitCode.Done;
    }

    private static void Write(TextWriter output, IReadOnlyList<Example> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }

        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example.Line}");
            output.WriteLine($"      {example.Meaning}");
        }

        output.WriteLine();
    }

    private static void WriteExitCodes(TextWriter output)
    {
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCode.All)
        {
            output.WriteLine($"  {code,3}  {meaning}");
        }

        output.WriteLine();
    }
}
