using System.Collections.Immutable;
using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Pictures;

namespace Reproduce.Claims.Images;

/// <summary>A data set under a protocol: the image claims have one fixture for each.</summary>
public sealed class ImageCase
{
    private readonly string _label;
    private readonly Func<ImageData> _load;
    private readonly Lazy<ImageStudy> _study;

    private ImageCase(
        string label, Profile profile, ImageExperiment experiment, Protocol protocol, DataSet? needs, Func<ImageData> load)
    {
        // A result of another profile is another result: its snapshots have names of their own.
        _label = profile == Profile.Quick ? label : $"{label}, {profile.Name}";
        (Experiment, Protocol, Needs, _load) = (experiment, protocol, needs, load);
        _study = new Lazy<ImageStudy>(() => new ImageStudy(this, _load(), TestContext.Progress.WriteLine));
    }

    /// <summary>The cases of the profile that this process runs.</summary>
    public static ImmutableArray<ImageCase> All { get; } = Create(Profile.Choose(Environment.GetEnvironmentVariable, hasCuda: false));

    /// <summary>How much is trained and attacked.</summary>
    internal ImageExperiment Experiment { get; }

    /// <summary>The protocol.</summary>
    internal Protocol Protocol { get; }

    /// <summary>The data set that has to be fetched; null for drawn data.</summary>
    internal DataSet? Needs { get; }

    /// <summary>The models and what was measured on them; the fixtures of one run share it.</summary>
    internal ImageStudy Study
    {
        get
        {
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            if (Needs is { } set && !DataFolder.Has(environment, set))
            {
                Assert.Ignore(DataFolder.MissingMessage(environment, set));
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

    private static ImmutableArray<ImageCase> Create(Profile profile)
    {
        var (signs, cifar10, tsrd) = profile.Images;
        // The text says top 1 where the table counts the top 3.
        var described = tsrd with { TopK = 1 };
        return
        [
            new ImageCase("Signs", profile, signs, Protocol.AsReleased, needs: null, () => Signs.Draw(SettingsOf(signs))),
            new ImageCase("CIFAR-10", profile, cifar10, Protocol.AsReleased, DataSet.Cifar10, () => Cifar10.Load(FolderOf(DataSet.Cifar10))),
            OfTsrd("TSRD", tsrd, Protocol.AsReleased),
            OfTsrd("TSRD as described", described, Protocol.AsDescribed),
        ];

        ImageCase OfTsrd(string label, ImageExperiment experiment, Protocol protocol) => new(
            label,
            profile,
            experiment,
            protocol,
            DataSet.Tsrd,
            () => Tsrd.Load(FolderOf(DataSet.Tsrd), protocol, experiment.ImageSide));
    }

    private static SignsSettings SettingsOf(ImageExperiment experiment) => new()
    {
        Side = experiment.ImageSide,
        Classes = experiment.Classes,
        TrainCount = experiment.TrainImages
            ?? throw new InvalidOperationException("Signs are drawn: the experiment must say how many training images."),
        TestCount = experiment.TestImages,
    };

    private static string FolderOf(DataSet set) => DataFolder.Of(Environment.GetEnvironmentVariable, set);
}
