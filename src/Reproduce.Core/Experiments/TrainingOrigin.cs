using Reproduce.Core.DeviceTraining;
using Reproduce.Core.Native;
using Reproduce.Core.Store;

namespace Reproduce.Core.Experiments;

/// <summary>The process and machine that train models now, as their provenance tells it.</summary>
/// <param name="Stamp">What the build knows of itself.</param>
/// <param name="Device">Where the training runs: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Processor">Name of the processor or graphics card.</param>
/// <param name="LibTorchVersion">Version of libtorch, or that none is used.</param>
/// <param name="Threads">Threads that may be used at once, at least 1.</param>
/// <param name="Clock">Gives the time.</param>
public sealed record TrainingOrigin(BuildStamp Stamp, string Device, string Processor, string LibTorchVersion, int Threads, TimeProvider Clock)
{
    /// <summary>Training on this host's processor by managed code alone, as the toy ensemble's is.</summary>
    /// <param name="stamp">What the build knows of itself.</param>
    /// <param name="clock">Gives the time.</param>
    public static TrainingOrigin Managed(BuildStamp stamp, TimeProvider clock) =>
        new(stamp, ComputeDevice.Cpu, ComputeDevice.HostProcessor(), "none", Environment.ProcessorCount, clock);

    /// <summary>Training by libtorch, or by managed code alone.</summary>
    /// <param name="stamp">What the build knows of itself.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="device">On what libtorch trains; null for the hand-written passes.</param>
    public static TrainingOrigin Of(BuildStamp stamp, TimeProvider clock, DeviceSettings? device) => device is { Compute: var compute }
        ? new(stamp, compute.Name, compute.Processor, compute.LibTorchVersion, Environment.ProcessorCount, clock)
        : Managed(stamp, clock);

    /// <summary>The provenance of a model that has just been trained.</summary>
    /// <param name="threads">Threads that worked on this one model.</param>
    /// <param name="duration">Time that its training took.</param>
    public Provenance ProvenanceOf(int threads, TimeSpan duration) =>
        new(Stamp.Commit, Stamp.HarnessVersion, Device, Processor, LibTorchVersion, threads, duration, Clock.GetUtcNow());
}
