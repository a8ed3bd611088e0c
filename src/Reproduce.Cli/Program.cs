using System.CommandLine;
using Reproduce.Cli.Bench;

var root = new RootCommand("Reproduce: the claims of a paper on distillation as tests. `dotnet test` runs the claims; this command does the rest.")
{
    new Command("bench", "Measures this machine: how fast the harness is beside the plain way of writing it.")
    {
        BenchToyCommand.Create(),
    },
};

return await root.Parse(args).InvokeAsync();
