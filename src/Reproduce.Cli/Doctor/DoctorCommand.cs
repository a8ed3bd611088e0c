using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Torch.Native;
using Spectre.Console;

namespace Reproduce.Cli.Doctor;

/// <summary><c>reproduce doctor</c>: what runs here, and what is missing.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var json = new Option<bool>("--json") { Description = "Print the checks as JSON, for scripts." };
        return new DocumentedCommand(
            "doctor",
            "Says what runs here and what is missing, each with the remedy. "
            + "The exit code is 0 if the default `dotnet test` has all that it needs.",
            new Example("reproduce doctor", "a line for each check"),
            new Example("reproduce doctor --json", "the same, for a script"))
        { json }.SetRun(host, (result, _) =>
        {
            var checks = Checks.All(host, () => LibTorch.Load(LibTorchSource.FromEnvironment(host.Environment)));
            host.Show(result.GetValue(json), new { Ok = IsWell(checks), Checks = checks }, () => Print(host, checks));
            return IsWell(checks) ? ExitCode.Done : ExitCode.Failed;
        });
    }

    private static bool IsWell(IEnumerable<Check> checks) => checks.All(check => check.State != CheckState.Missing);

    private static void Print(CliHost host, IReadOnlyList<Check> checks)
    {
        var table = CliHost.NewTable("", "what", "found, and what to do");
        foreach (var check in checks)
        {
            var remedy = check.Remedy.Length > 0 ? $"\n-> {check.Remedy}" : "";
            table.AddRow(MarkOf(check.State), new Text(check.What), new Text(check.Found + remedy));
        }

        host.Write(table);
        host.Output.WriteLine(IsWell(checks)
            ? "All that the default `dotnet test` needs is there."
            : "Something that the default `dotnet test` needs is missing: see above.");
    }

    private static Markup MarkOf(CheckState state) => state switch
    {
        CheckState.Ok => new Markup("[green]ok[/]"),
        CheckState.Warning => new Markup("[yellow]warning[/]"),
        _ => new Markup("[red]missing[/]"),
    };
}
