using System.Diagnostics;

namespace Reproduce.Cli.Hosting;

/// <summary>What another process wrote, and how it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">What it wrote to its error output.</param>
internal sealed record ProcessAnswer(int ExitCode, string Output, string Error)
{
    // Enough to store a checkpoint.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs a process to its end. Cancelled, it is asked to end (SIGTERM) and has ten seconds to do so, before it is killed.
    /// </summary>
    /// <param name="start">What is run; it reads nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<ProcessAnswer> Of(ProcessStartInfo start, CancellationToken cancellation)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            using var patience = new CancellationTokenSource(OperatingSystem.IsWindows() ? TimeSpan.Zero : Patience);
            if (!OperatingSystem.IsWindows())
            {
                using var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            }

            await process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await error);
    }
}
