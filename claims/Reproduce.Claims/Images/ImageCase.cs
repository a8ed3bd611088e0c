using System.Collections.Immutable;
using Reproduce.Core.Backends;
using Reproduce.Core.Experiments;
using Reproduce.DataSets;
using Reproduce.Testing;
using Reproduce.Torch;

namespace Reproduce.Claims.Images;

/// <summary>A data set under a protocol: the image claims have one fixture for each.</summary>
public sealed class ImageCase
{
    private readonly string _label;
    private readonly Lazy<ImageStudy> _study;

    private ImageCase(Profile profile, IBackend backend, ExperimentData source)
    {
        // A result of another profile or device is another result: its snapshots have names of their own.
        string[] differences = [profile == Profile.Quick ? "" : profile.Name, backend.Label];
        _label = string.Join(", ", differences.Where(difference => difference != "").Prepend(source.Title));
        (Source, Backend) = (source, backend);
        IsPinned = source.Needs is null && profile == Profile.Quick && backend is SimdBackend;
        _study = new Lazy<ImageStudy>(
            () => new ImageStudy(this, source.Load(Environment.GetEnvironmentVariable), TestContext.Progress.WriteLine));
    }

    /// <summary>The cases of the profile that this process runs.</summary>
    public static ImmutableArray<ImageCase> All { get; } =
        Create(
            Profile.Choose(Environment.GetEnvironmentVariable, hasCuda: false), BackendChoice.Choose(Environment.GetEnvironmentVariable));

    /// <summary>A data set of the running profile, as released, with its own number of epochs. Its results are not those of the case in <see cref="All"/>.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="epochs">Passes over the training set.</param>
    internal static ImageCase Shortened(DataSet set, int epochs)
    {
        var profile = Profile.Choose(Environment.GetEnvironmentVariable, hasCuda: false);
        var source = ExperimentData.Of(profile).Single(source => source.Needs == set && source.Protocol == Protocol.AsReleased);
        return new ImageCase(profile, BackendChoice.Choose(Environment.GetEnvironmentVariable), source.WithEpochs(epochs));
    }

    /// <summary>The experiment with its data.</summary>
    internal ExperimentData Source { get; }

    /// <summary>Trains the models.</summary>
    internal IBackend Backend { get; }

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

    private static ImmutableArray<ImageCase> Create(Profile profile, IBackend backend) =>
        [.. ExperimentData.Of(profile).Select(source => new ImageCase(profile, backend, source))];
}
