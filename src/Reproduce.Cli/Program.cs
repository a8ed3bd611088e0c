using System.Runtime.InteropServices;
using Reproduce.Cli;
using Reproduce.Cli.Hosting;

using var interruption = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await CommandLine.RunAsync(CliHost.OfProcess(), args, interruption.Token);

// The first signal lets the command finish what would be lost; the second one ends the process, as it would without this.
void Interrupt(PosixSignalContext signal)
{
    if (!interruption.IsCancellationRequested)
    {
        signal.Cancel = true;
        Console.Error.WriteLine("Stopping; once more to stop at once.");
        interruption.Cancel();
    }
}
