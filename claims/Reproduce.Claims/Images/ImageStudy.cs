using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.DataSets;
using Reproduce.Testing;
using Reproduce.Torch;

namespace Reproduce.Claims.Images;

/// <summary>
/// The models of one data set, trained or fetched, and what was measured on them, under the profile and on the device that the environment
/// names. The image claims have a fixture for each study, and share what it has trained and measured.
/// </summary>
/// <remarks>
/// Studies are created while tests are discovered, so nothing is read, drawn or loaded before a fixture asks for it, and a wrong variable
/// is an error of <see cref="Experiment"/> or <see cref="Prepare"/>, not of the creation.
/// </remarks>
public sealed class ImageStudy
{
    private readonly Func<string, string?> _environment;
    private readonly string _label;
    private readonly Lazy<ImageExperiment> _experiment;
    private readonly Lazy<Contents> _contents;
    private readonly Lazy<FaithfulnessStudy> _faithfulness;
    private readonly Lazy<MaskingStudy> _masking;
    private readonly Lazy<EverySeedStudy> _everySeed;
    private readonly Lock _gate = new();
    private readonly Dictionary<ModelName, ModelGroup> _groups = [];
    private readonly Dictionary<ModelName, ImmutableArray<float[]>> _logits = [];

    private ImageStudy(DataSet dataSet, Func<string, string?> environment)
    {
        (DataSet, _environment) = (dataSet, environment);
        _label = LabelOf(dataSet, environment);
        _experiment = new(() => dataSet.ExperimentOf(Profile.Choose(environment)));
        _contents = new(() => Open(dataSet, Experiment, environment));
        _faithfulness = new(() => new FaithfulnessStudy(this));
        _masking = new(() => new MaskingStudy(this));
        _everySeed = new(() => new EverySeedStudy(this));
    }

    /// <summary>The studies of this process: one for each data set and protocol.</summary>
    public static ImmutableArray<ImageStudy> All { get; } = AllOf(Environment.GetEnvironmentVariable);

    /// <summary>The data set and protocol.</summary>
    internal DataSet DataSet { get; }

    /// <summary>How models are trained and attacked.</summary>
    /// <exception cref="ArgumentException">The environment names no profile.</exception>
    internal ImageExperiment Experiment => _experiment.Value;

    /// <summary>
    /// Whether its results are pinned, with conclusions in words: those of the Quick profile by the hand-written passes, which are the
    /// same on every machine, on drawn signs and on the published bytes of CIFAR-10 and TSRD.
    /// </summary>
    // A profile or device that is not the default stands in the label.
    internal bool IsPinned => _label == DataSet.Title && !HasOtherBytes;

    /// <summary>Whether the images are others than those that were published: its results are compared with nothing.</summary>
    internal bool HasOtherBytes => !Data.Altered.IsEmpty;

    /// <summary>The data.</summary>
    internal ImageData Data => Opened.Experiment.Data;

    /// <summary>Trains the models and computes their logits and gradients.</summary>
    internal IBackend Backend => Opened.Experiment.Backend;

    /// <summary>The test images that are attacked.</summary>
    internal ImageSet TestSample => Opened.Experiment.TestSample;

    /// <summary>Where in the test split an image of <see cref="TestSample"/> is.</summary>
    internal int PlaceInTestSplit(int indexInSample) => Opened.Experiment.TestPlaces[indexInSample];

    /// <summary>Those of them whose attributions are compared, the first.</summary>
    internal ImageSet AttributedSample => Opened.AttributedSample;

    /// <summary>How the models' attributions compare; trains what it needs when it is first asked for.</summary>
    internal FaithfulnessStudy Faithfulness
    {
        get
        {
            RequireFiles();
            return _faithfulness.Value;
        }
    }

    /// <summary>
    /// How the models fare under attacks on logits of many scales; trains and attacks what it needs when it is first asked for.
    /// </summary>
    internal MaskingStudy Masking
    {
        get
        {
            RequireFiles();
            return _masking.Value;
        }
    }

    /// <summary>The models with every seed; trains what it needs when it is first asked for.</summary>
    internal EverySeedStudy EverySeed
    {
        get
        {
            RequireFiles();
            return _everySeed.Value;
        }
    }

    /// <summary>Accuracy of guessing, in percent.</summary>
    internal double Chance => 100.0 * Experiment.TopK / Experiment.Classes;

    /// <summary>The study of the same files as the released code ran it, where this one is as described; else null.</summary>
    internal ImageStudy? Released => DataSet.Protocol == Protocol.AsDescribed
        ? All.Single(other => other.DataSet.Files == DataSet.Files && other.DataSet.Protocol == Protocol.AsReleased)
        : null;

    private Contents Opened
    {
        get
        {
            RequireFiles();
            return _contents.Value;
        }
    }

    /// <summary>The studies of a process with such an environment.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    internal static ImmutableArray<ImageStudy> AllOf(Func<string, string?> environment) =>
        [.. DataSetList.All.Select(set => new ImageStudy(set, environment))];

    /// <summary>The paper's figures that a result on this data set reproduces; on drawn data, those that it stands in for.</summary>
    /// <param name="cifar10">The paper's figures of CIFAR-10.</param>
    /// <param name="tsrd">Those of TSRD.</param>
    internal ImmutableArray<int> Figures(ImmutableArray<int> cifar10, ImmutableArray<int> tsrd) =>
        DataSet.Files == Cifar10.Files ? cifar10
        : DataSet.Files == Tsrd.Files ? tsrd
        : [.. cifar10, .. tsrd];

    /// <summary>Fetches or trains the models of these flavours, with all their seeds, and attacks them.</summary>
    /// <exception cref="IgnoreException">The data set's files are not there.</exception>
    /// <exception cref="ArgumentException">The environment names no profile or no device.</exception>
    internal void Prepare(IEnumerable<ModelName> flavours)
    {
        var contents = Opened;
        lock (_gate)
        {
            ModelName[] missing = [.. flavours.Distinct().Where(flavour => !_groups.ContainsKey(flavour))];
            var ids = from flavour in missing
                      from seed in Experiment.AttackedSeedsOf(flavour)
                      select new ModelId(Experiment.Recipe(flavour), seed);
            var models = contents.Models.Get([.. ids]);
            var outcomes = contents.Robustness.Get(models);
            foreach (var group in models.Zip(outcomes).GroupBy(pair => pair.First.Id.Recipe.Model))
            {
                _groups.Add(
                    group.Key,
                    new ModelGroup(
                        group.Key, Experiment, [.. group.Select(pair => pair.First)], [.. group.Select(pair => pair.Second)]));
            }
        }
    }

    /// <summary>Fetches or trains models.</summary>
    internal IReadOnlyList<StoredModel<ImageNetwork>> Train(IEnumerable<ModelId> models)
    {
        var contents = Opened;
        lock (_gate)
        {
            return contents.Models.Get([.. models]);
        }
    }

    /// <summary>
    /// The logits of the test images as they are, of a flavour's models with every seed that it is attacked with; shape
    /// <c>[seeds, images, classes]</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The flavour was not prepared.</exception>
    internal ImmutableArray<float[]> LogitsOf(ModelName flavour)
    {
        var models = Of(flavour).Models;
        lock (_gate)
        {
            if (!_logits.TryGetValue(flavour, out var logits))
            {
                logits = [.. models.Select(model => LogitsOf(model.Network))];
                _logits.Add(flavour, logits);
            }

            return logits;
        }
    }

    /// <summary>A model's logits of the test images as they are, shape <c>[images, classes]</c>.</summary>
    internal float[] LogitsOf(ImageNetwork model)
    {
        var images = TestSample.ToUnitRange();
        var batches = Backend.BatchingOf(TestSample.Shape, Environment.ProcessorCount);
        using var network = Backend.Open(model);
        return Predictions.Logits(new PixelNetwork(network), images, batches.Attacked, batches.AtOnce, CancellationToken.None);
    }

    /// <summary>Compares the attributions of pairs of networks, on <see cref="AttributedSample"/>.</summary>
    internal IReadOnlyList<AdherenceOutcome> Compare(IReadOnlyList<AdherencePair> pairs)
    {
        var contents = Opened;
        lock (_gate)
        {
            return contents.Adherence.Get(pairs);
        }
    }

    /// <summary>Attacks networks on scaled logits.</summary>
    internal IReadOnlyList<MaskingOutcome> Attack(
        IReadOnlyList<StoredModel<ImageNetwork>> models, ImmutableArray<ScaledAttack> attacks, ImageSet images)
    {
        var contents = Opened;
        lock (_gate)
        {
            return contents.MaskingOn(images).Get(models, attacks);
        }
    }

    /// <summary>Tries attacks beside the paper's on the models of a flavour that was prepared.</summary>
    /// <param name="flavour">The flavour.</param>
    /// <param name="trials">The attacks.</param>
    /// <param name="images">How many of the test images that are attacked, the first.</param>
    /// <param name="substituteOf">The model that transferred images are made on, for the seed's place; null for none.</param>
    internal TrialGroup Try(
        ModelName flavour,
        ImmutableArray<AttackTrial> trials,
        int images,
        Func<int, StoredModel<ImageNetwork>>? substituteOf = null)
    {
        var (contents, models) = (Opened, Of(flavour).Models);
        lock (_gate)
        {
            var outcomes = contents.TrialsOn(TestSample.Take(images), trials)
                .Get([.. models.Select((model, i) => new TrialSubject(model, substituteOf?.Invoke(i)))]);
            SourceLedger.Note(TrialMeasurement.KeyName, outcomes.Select(outcome => (outcome.Id, outcome.Key, outcome.Provenance)));
            return new TrialGroup([.. outcomes], Experiment.TopK);
        }
    }

    /// <summary>The models of a flavour.</summary>
    /// <exception cref="InvalidOperationException">The flavour was not prepared.</exception>
    internal ModelGroup Of(ModelName flavour)
    {
        lock (_gate)
        {
            var group = _groups.GetValueOrDefault(flavour)
                ?? throw new InvalidOperationException($"{flavour} was not prepared: name it among the fixture's flavours.");
            SourceLedger.Note(group.Models);
            SourceLedger.Note(
                RobustnessMeasurement.KeyName, group.Outcomes.Select(outcome => (outcome.Id, outcome.Key, outcome.Provenance)));
            return group;
        }
    }

    /// <summary>The outcomes of models in the paper's size, one of each flavour; null unless the store has all of them.</summary>
    internal ImmutableArray<RobustnessOutcome>? StoredInPaperSize(ImmutableArray<ModelName> flavours)
    {
        var opened = OpenedExperiment.Open(DataSet, DataSet.Paper, _environment, Backend);
        var (store, origin) = StorageOf(_environment, Backend);
        var models = opened.Models(store, origin, RunConsole.Progress);
        var attacks = opened.Attacks(store, origin, RunConsole.Progress);
        ImmutableArray<RobustnessOutcome> found =
        [
            .. flavours.Select(flavour => new ModelId(DataSet.Paper.Recipe(flavour), DataSet.Paper.FirstSeed))
                .Select(id => attacks.Find(id, models.KeyOf(id)))
                .OfType<RobustnessOutcome>(),
        ];
        SourceLedger.Note(RobustnessMeasurement.KeyName, found.Select(outcome => (outcome.Id, outcome.Key, outcome.Provenance)));
        return found.Length == flavours.Length ? found : null;
    }

    /// <summary>The name in snapshots and tests, such as <c>Signs</c>: a result of another profile or device is another result.</summary>
    /// <remarks>That the bytes are others than those that were published is known once they have been read.</remarks>
    public override string ToString() => _contents.IsValueCreated ? _contents.Value.Experiment.Data.Labelled(_label) : _label;

    private static string LabelOf(DataSet dataSet, Func<string, string?> environment)
    {
        try
        {
            var profile = Profile.Choose(environment);
            string[] differences = [profile == Profile.Quick ? "" : profile.Name, BackendChoice.LabelOf(environment)];
            return string.Join(", ", differences.Where(difference => difference != "").Prepend(dataSet.Title));
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException)
        {
            // A wrong variable: the fixture's set-up meets it again and fails with its message.
            return dataSet.Title;
        }
    }

    private static Contents Open(DataSet dataSet, ImageExperiment experiment, Func<string, string?> environment)
    {
        var backend = BackendChoice.Choose(environment);
        if (Profile.Choose(environment) == Profile.Paper || backend.Label.Length > 0)
        {
            RunConsole.Write(
                $"{dataSet.Title} is computed on {backend.Device.InWords}; {BackendChoice.DeviceVariable} names another device.");
        }

        var opened = OpenedExperiment.Open(dataSet, experiment, environment, backend);
        var attributed = opened.TestSample.Take(experiment.AttributedImages);
        var (store, origin) = StorageOf(environment, backend);
        var progress = RunConsole.Progress;
        return new Contents(
            opened,
            attributed,
            opened.Models(store, origin, progress),
            opened.Attacks(store, origin, progress),
            images => new MaskingMeasurement(store, experiment, images, backend, origin, progress),
            new AdherenceMeasurement(store, experiment.DataSet, attributed, backend, origin, progress),
            (images, trials) => new TrialMeasurement(store, experiment.DataSet, images, trials, backend, origin, progress));
    }

    private static (ArtifactStore Store, TrainingOrigin Origin) StorageOf(Func<string, string?> environment, IBackend backend) => (
        new ArtifactStore(StoreFolder.Default(environment), RunConsole.Write, TimeProvider.System),
        TrainingOrigin.Of(BuildStamp.Current, TimeProvider.System, backend.Device));

    /// <summary>Ignores the running fixture where the data set has to be fetched first.</summary>
    private void RequireFiles()
    {
        if (DataSet.Files is { } files && !files.AreThere(_environment))
        {
            ClaimFixture.Ignore(files.MissingMessage(_environment));
        }
    }

    /// <summary>What there is once the data have been read.</summary>
    private sealed record Contents(
        OpenedExperiment Experiment,
        ImageSet AttributedSample,
        ModelRepository<ImageNetwork> Models,
        RobustnessMeasurement Robustness,
        Func<ImageSet, MaskingMeasurement> MaskingOn,
        AdherenceMeasurement Adherence,
        Func<ImageSet, ImmutableArray<AttackTrial>, TrialMeasurement> TrialsOn);
}
