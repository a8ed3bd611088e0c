using System.Collections.Immutable;
using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.DeviceTraining;
using Reproduce.Core.Experiments;
using Reproduce.Harness;
using Reproduce.Pictures;

namespace Reproduce.Claims.Images;

/// <summary>A data set under a protocol: the image claims have one fixture for each.</summary>
public sealed class ImageCase
{
    private readonly string _label;
    private readonly Lazy<ImageStudy> _study;

    private ImageCase(Profile profile, DeviceSettings? device, ExperimentData source)
    {
        // A result of another profile or device is another result: its snapshots have names of their own.
        string[] differences = [profile == Profile.Quick ? "" : profile.Name, device is null ? "" : $"{device.Compute.Name} {device.Precision}"];
        _label = string.Join(", ", differences.Where(difference => difference != "").Prepend(source.Title));
        (Source, Device) = (source, device);
        IsPinned = source.Needs is null && profile == Profile.Quick && device is null;
        _study = new Lazy<ImageStudy>(
            () => new ImageStudy(this, source.Load(Environment.GetEnvironmentVariable), TestContext.Progress.WriteLine));
    }

    /// <summary>The cases of the profile that this process runs.</summary>
    public static ImmutableArray<ImageCase> All { get; } =
        Create(
            Profile.Choose(Environment.GetEnvironmentVariable, hasCuda: false), TrainingDevice.Choose(Environment.GetEnvironmentVariable));

    /// <summary>A data set of the running profile, as released, with its own number of epochs. Its results are not those of the case in <see cref="All"/>.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="epochs">Passes over the training set.</param>
    internal static ImageCase Shortened(DataSet set, int epochs)
    {
        var profile = Profile.Choose(Environment.GetEnvironmentVariable, hasCuda: false);
        var source = ExperimentData.Of(profile).Single(source => source.Needs == set && source.Protocol == Protocol.AsReleased);
        return new ImageCase(profile, TrainingDevice.Choose(Environment.GetEnvironmentVariable), source.WithEpochs(epochs));
    }

    /// <summary>The experiment with its data.</summary>
    internal ExperimentData Source { get; }

    /// <summary>On what libtorch trains the models; null for the hand-written passes.</summary>
    internal DeviceSettings? Device { get; }

    /// <summary>How much is trained and attacked.</summary>
    internal ImageExperiment Experiment => Source.Experiment;

    /// <summary>The protocol.</summary>
    internal Protocol Protocol => Source.Protocol;

    /// <summary>The data set that has to be fetched; null for drawn data.</summary>
    internal DataSet? Needs => Source.Needs;

    /// <summary>
    /// Whether its results are pinned: they are on drawn data in the Quick profile by the hand-written passes, which run anywhere. Elsewhere a result is shown, and compared
    /// if somebody has recorded it.
    /// </summary>
    internal bool IsPinned { get; }

    /// <summary>The models and what was measured on them; the fixtures of one run share it.</summary>
    internal ImageStudy Study
    {
        get
        {
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            if (Needs is { } set && !DataFolder.Has(environment, set))
            {
                ClaimFixture.Ignore(DataFolder.MissingMessage(environment, set));
            }

            return _study.Value;
        }
    }

    /// <summary>The case of the same data set as the released code ran it, where this one is as described; else null.</summary>
    internal ImageCase? Released => Protocol == Protocol.AsDescribed
        ? All.Single(other => other.Needs == Needs && other.Protocol == Protocol.AsReleased)
        : null;

    /// <summary>The paper's figures that a result on this case reproduces; on drawn data, those that it stands in for.</summary>
    /// <param name="cifar10">The paper's figures of CIFAR-10.</param>
    /// <param name="tsrd">Those of TSRD.</param>
    internal ImmutableArray<int> Figures(ImmutableArray<int> cifar10, ImmutableArray<int> tsrd) => Needs switch
    {
        DataSet.Cifar10 => cifar10,
        DataSet.Tsrd => tsrd,
        _ => [.. cifar10, .. tsrd],
    };

    /// <summary>The name in snapshots and tests, such as <c>Signs</c>.</summary>
    public override string ToString() => _label;

    private static ImmutableArray<ImageCase> Create(Profile profile, DeviceSettings? device) =>
        [.. ExperimentData.Of(profile).Select(source => new ImageCase(profile, device, source))];
}
