using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>A process on one of several machines, as the others recognize it.</summary>
/// <param name="Host">Name of its machine, for people.</param>
/// <param name="Machine">
/// What tells the machine and its process namespace from all others; a process id means something only there, and a container has ids of
/// its own.
/// </param>
/// <param name="ProcessId">Its id there.</param>
/// <param name="Started">
/// When it started: tells it from a later process of the same id. On Linux in clock ticks since the machine was started, elsewhere in
/// seconds since 1970.
/// </param>
internal sealed record ProcessIdentity(string Host, string Machine, int ProcessId, long Started)
{
    /// <summary>What the start time of one process may differ by: macOS derives it from the present time.</summary>
    private static readonly long StartTolerance = OperatingSystem.IsMacOS() ? 60 : 0;

    /// <summary>This process.</summary>
    public static ProcessIdentity Current() => new(
        Environment.MachineName,
        MachineOfLinux() ?? Environment.MachineName,
        Environment.ProcessId,
        TryFindStart(Environment.ProcessId, out var started) ? started ?? 0 : 0);

    /// <summary>Whether another process has surely ended, as far as this one can see: only if it ran on the same machine.</summary>
    public bool SeesEndOf(ProcessIdentity other) =>
        other.Machine == Machine
        && !(TryFindStart(other.ProcessId, out var started)
            && (started is not { } start || Math.Abs(start - other.Started) <= StartTolerance));

    /// <summary>Boot id and process namespace; null on another system or where they must not be read.</summary>
    private static string? MachineOfLinux()
    {
        try
        {
            return new FileInfo("/proc/self/ns/pid").LinkTarget is { } space
                ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {space}"
                : null;
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            return null;
        }
    }

    /// <summary>Whether a process of this machine lives.</summary>
    /// <param name="processId">Its id.</param>
    /// <param name="started">Its start; null where the system does not tell.</param>
    private static bool TryFindStart(int processId, out long? started)
    {
        started = null;
        try
        {
            if (OperatingSystem.IsLinux())
            {
                return TryReadStat(processId, out started);
            }

            using var process = Process.GetProcessById(processId);
            started = new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
            return true;
        }
        catch (Win32Exception)
        {
            // It lives, but belongs to another user.
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // There is none, or it ends at this moment.
            return false;
        }
    }

    /// <summary>Reads <c>/proc/(id)/stat</c>: see proc_pid_stat(5).</summary>
    /// <exception cref="ArgumentException">There is no such process.</exception>
    private static bool TryReadStat(int processId, out long? started)
    {
        const int State = 0;
        const int StartTime = 19;
        started = null;
        try
        {
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");

            // The second field, the program's name in parentheses, may hold anything.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            started = long.Parse(fields[StartTime], CultureInfo.InvariantCulture);
            return fields[State] is not ("Z" or "X");
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            // Other users' processes may be hidden in /proc; whether there is one can be asked all the same.
            using var process = Process.GetProcessById(processId);
            return true;
        }
    }
}
