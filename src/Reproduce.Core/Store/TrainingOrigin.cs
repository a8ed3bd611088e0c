using System.Runtime.InteropServices;
using Reproduce.Core.Backends;
using Reproduce.Core.Probes;

namespace Reproduce.Core.Store;

/// <summary>The process and machine that train models now, for their provenance.</summary>
/// <param name="Stamp">What the build knows of itself.</param>
/// <param name="Device">Where the training runs: <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Processor">Name of the processor or graphics card.</param>
/// <param name="LibTorchVersion">Version of libtorch, or that none is used.</param>
/// <param name="Threads">Threads that may be used at once, at least 1.</param>
/// <param name="Clock">Gives the time.</param>
public sealed record TrainingOrigin(
    BuildStamp Stamp, string Device, string Processor, string LibTorchVersion, int Threads, TimeProvider Clock)
{
    /// <summary>What the code computes, for the keys of what is trained and measured.</summary>
    public Behaviour Behaviour { get; init; } = Behaviour.Current;

    /// <summary>Training on this host's processor by hand-written code.</summary>
    /// <param name="stamp">What the build knows of itself.</param>
    /// <param name="clock">Gives the time.</param>
    public static TrainingOrigin Managed(BuildStamp stamp, TimeProvider clock) => Of(stamp, clock, BackendDevice.Host());

    /// <summary>Training on a backend's device.</summary>
    /// <param name="stamp">What the build knows of itself.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="device">What is computed on.</param>
    public static TrainingOrigin Of(BuildStamp stamp, TimeProvider clock, BackendDevice device) =>
        new(stamp, device.Name, device.Processor, device.LibTorchVersion, Environment.ProcessorCount, clock);

    /// <summary>The provenance of a model that has just been trained.</summary>
    /// <param name="threads">Threads that worked on this one model.</param>
    /// <param name="duration">Time that its training took.</param>
    public Provenance ProvenanceOf(int threads, TimeSpan duration) =>
        new(
            Stamp.Commit,
            Stamp.HarnessVersion,
            Device,
            Processor,
            LibTorchVersion,
            threads,
            duration,
            Clock.GetUtcNow(),
            RuntimeInformation.FrameworkDescription);
}
