using System.CommandLine;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Completion;

/// <summary><c>reproduce completion</c>: scripts that let shells complete command lines.</summary>
internal static class CompletionCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var shell = new Argument<string>("shell") { Description = "The shell." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        return new DocumentedCommand(
            "completion",
            "Prints a script for a shell that completes commands, options, data sets, flavours and profiles. "
            + "The program must be found as `reproduce`, for example by an alias or in PATH.",
            new Example("source <(reproduce completion bash)", "in ~/.bashrc"),
            new Example("reproduce completion zsh > ~/.zfunc/_reproduce", "where fpath has ~/.zfunc"),
            new Example("reproduce completion fish > ~/.config/fish/completions/reproduce.fish", "once"),
            new Example("reproduce completion pwsh | Out-String | Invoke-Expression", "in $PROFILE"))
        { shell }.SetRun(host, (result, _) =>
        {
            host.Output.Write(CompletionScripts.For(result.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
    }
}
