using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Submit;

/// <summary>A Slurm cluster of two nodes, each of one processor, on this machine; its daemons end with it.</summary>
[SupportedOSPlatform("linux")]
internal sealed class SlurmCluster : IAsyncDisposable
{
    private static readonly string[] Programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol"];
    private static readonly string[] Folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin", "/usr/local/sbin"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _daemons = [];

    private SlurmCluster()
    {
    }

    /// <summary>The configuration, as the programs of Slurm expect it in <c>SLURM_CONF</c>.</summary>
    public string Configuration => Path.Combine(_folder.Path, "slurm.conf");

    /// <summary>Why no cluster can be started here; null where one can.</summary>
    public static string? Obstacle =>
        !OperatingSystem.IsLinux() || Environment.UserName != "root" ? "Slurm's daemons need Linux and the user root."
        : Programs.FirstOrDefault(program => PathOf(program) is null) is { } missing
            ? $"There is no {missing} here: install slurmctld, slurmd, slurm-client and munge."
        : null;

    /// <summary>Starts a cluster, and waits until both nodes are ready.</summary>
    public static async Task<SlurmCluster> StartAsync()
    {
        var cluster = new SlurmCluster();
        try
        {
            await cluster.StartDaemonsAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a program of Slurm, and gives its output.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(PathOf(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = Configuration;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return await output + await error;
    }

    /// <summary>Waits until something holds.</summary>
    public async Task WaitAsync(string what, Func<Task<bool>> holds, TimeSpan? patience = null)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            if (waited.Elapsed > (patience ?? Patience))
            {
                throw new TimeoutException(
                    $"Slurm did not get there: {what}. The queue:\n{await RunAsync("squeue", "--array")}\nThe nodes:\n"
                        + $"{await RunAsync("scontrol", "show", "nodes")}\nIts log:\n{Log()}");
            }

            await Task.Delay(200);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_daemons.Count > 1)
        {
            await RunAsync("scancel", "--me");
        }

        foreach (var daemon in Enumerable.Reverse(_daemons))
        {
            daemon.Kill(entireProcessTree: true);
            await daemon.WaitForExitAsync();
            daemon.Dispose();
        }

        _folder.Dispose();
    }

    private async Task StartDaemonsAsync()
    {
        var key = Path.Combine(_folder.Path, "munge.key");
        File.WriteAllBytes(key, Enumerable.Range(0, 128).Select(i => (byte)(i * 7)).ToArray());
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var socket = Path.Combine(_folder.Path, "munge.socket");
        WriteConfiguration(socket);
        string[] ownFiles = [.. new[] { "pid", "log", "seed" }.Select(kind => $"--{kind}-file={_folder[$"munge.{kind}"]}")];
        Start("munged", ["--foreground", "--force", $"--key-file={key}", $"--socket={socket}", .. ownFiles]);
        await WaitAsync("munge is ready", () => Task.FromResult(File.Exists(socket)));
        Start("slurmctld", "-D", "-i");
        Start("slurmd", "-D", "-N", "n1");
        Start("slurmd", "-D", "-N", "n2");
        await WaitAsync("both nodes are idle", async () => (await RunAsync("sinfo", "--noheader", "--format=%D %t")).Trim() == "2 idle");
    }

    private void WriteConfiguration(string socket)
    {
        var host = Dns.GetHostName().Split('.')[0];
        var ports = FreePorts(4);
        foreach (var folder in new[] { "state", "spool" })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, folder));
        }

        string[] lines =
        [
            "ClusterName=test",
            $"SlurmctldHost={host}(127.0.0.1)",
            "AuthType=auth/munge",
            $"AuthInfo=socket={socket}",
            "CredType=cred/munge",
            "SlurmUser=root",
            $"SlurmctldPort={ports[0]}",
            $"StateSaveLocation={_folder.Path}/state",
            $"SlurmdSpoolDir={_folder.Path}/spool/%n",
            $"SlurmctldPidFile={_folder.Path}/slurmctld.pid",
            $"SlurmdPidFile={_folder.Path}/slurmd-%n.pid",
            $"SlurmctldLogFile={_folder.Path}/slurmctld.log",
            $"SlurmdLogFile={_folder.Path}/slurmd-%n.log",
            "SwitchType=switch/none",
            "MpiDefault=none",
            "ProctrackType=proctrack/pgid",
            "TaskPlugin=task/none",
            "ReturnToService=2",
            "SchedulerType=sched/backfill",
            "SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0",
            "SelectType=select/cons_tres",
            "SelectTypeParameters=CR_Core",
            "JobCompType=jobcomp/none",
            "KillWait=5",
            .. new[] { 1, 2 }.Select(node =>
                $"NodeName=n{node} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[node]} CPUs=1 RealMemory=8000 State=UNKNOWN"),
            "PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP",
        ];
        File.WriteAllLines(Configuration, lines);
    }

    private void Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(PathOf(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = Configuration;
        var daemon = Process.Start(start)!;
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        _daemons.Add(daemon);
    }

    private string Log()
    {
        var log = Path.Combine(_folder.Path, "slurmctld.log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(20)) : "(none)";
    }

    private static string? PathOf(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
