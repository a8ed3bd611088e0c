using System.CommandLine;
using Reproduce.Cli.Bench;
using Reproduce.Cli.Data;

var root = new RootCommand("Reproduce: the claims of a paper on distillation as tests. `dotnet test` runs the claims; this command does the rest.")
{
    new Command("bench", "Measures this machine: how fast the harness is beside the plain way of writing it.")
    {
        BenchToyCommand.Create(),
    },
    DataCommand.Create(),
};

// Exit codes: 0 done, 1 failed, 2 a command line that cannot be read.
var command = root.Parse(args);
var exitCode = await command.InvokeAsync();
return command.Errors.Count > 0 ? 2 : exitCode;
