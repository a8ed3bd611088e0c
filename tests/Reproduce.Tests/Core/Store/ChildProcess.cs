using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Reproduce.Tests.Core.Store;

/// <summary>A second process that uses the store; see the program of <c>Reproduce.Tests.StoreProcess</c>.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private readonly CancellationTokenRegistration _timeout;

    private ChildProcess(Process process)
    {
        _process = process;

        // The test's CancelAfter ends the process, hence its output, hence the test: a wrong lock must not hang the run.
        _timeout = TestContext.CurrentContext.CancellationToken.Register(process.Kill);
    }

    public int Id => _process.Id;

    /// <summary>Starts the process and waits until it is ready to go.</summary>
    public static ChildProcess Start(params string[] arguments)
    {
        var program = Path.Combine(TestContext.CurrentContext.TestDirectory, "Reproduce.Tests.StoreProcess.dll");

        // The runtime lies in shared/Microsoft.NETCore.App/<version> beside the host that started this test.
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(host, ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var child = new ChildProcess(Process.Start(start)!);
        child.WaitFor("ready");
        return child;
    }

    /// <summary>Lets the process go on after it was ready or has paused.</summary>
    public void Continue() => _process.StandardInput.WriteLine();

    /// <summary>Reads its output up to the line of the given first word, and gives the rest of that line.</summary>
    public string WaitFor(string word)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            _lines.Add(line);
            if (line.StartsWith(word + ' ', StringComparison.Ordinal))
            {
                return line[(word.Length + 1)..];
            }
        }

        throw new InvalidOperationException($"The process ended without saying '{word}', but: {string.Join(" / ", _lines)}");
    }

    /// <summary>What the process has said so far behind the given first word.</summary>
    public IEnumerable<string> Said(string word) =>
        _lines.Where(line => line.StartsWith(word + ' ', StringComparison.Ordinal)).Select(line => line[(word.Length + 1)..]);

    /// <summary>Ends the process at once (SIGKILL on Unix): none of its own code runs any more.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        _timeout.Dispose();
        Kill();
        _process.Dispose();
    }
}
