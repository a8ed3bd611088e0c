using System.Diagnostics;

namespace Reproduce.Tests.Build;

/// <summary>Runs <c>dotnet</c> as a person does in a shell of their own.</summary>
/// <param name="folder">The folder that the shell is in.</param>
/// <param name="variables">Environment variables beside those of this process.</param>
internal sealed class DotnetCommand(string folder, IReadOnlyDictionary<string, string> variables)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code, and what it has printed.</returns>
    /// <exception cref="TimeoutException">It took more than five minutes, and was ended.</exception>
    public async Task<(int ExitCode, string Output)> Run(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the `dotnet test` that runs this process has set for itself, and what would let a process outlive the command.
        foreach (var name in start.Environment.Keys.Where(IsOfTestRun).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`dotnet {string.Join(' ', start.ArgumentList)}` took more than {Longest}:\n{await output}");
        }

        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it has printed.</returns>
    public async Task<string> Succeed(params string[] arguments)
    {
        var (exitCode, output) = await Run(arguments);
        exitCode.Should().Be(0, "of `dotnet {0}`, which has printed:\n{1}", string.Join(' ', arguments), output);
        return output;
    }

    private static bool IsOfTestRun(string variable) => new[] { "MSBUILD", "VSTEST", "REPRODUCE_" }
        .Any(start => variable.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
