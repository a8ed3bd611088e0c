using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>The trained models of one data set that the image claims look at, and what was measured on them.</summary>
internal sealed class ImageStudy
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ModelName, ModelGroup> _groups = [];
    private readonly ModelRepository<ImageNetwork> _models;
    private readonly RobustnessMeasurement _robustness;
    private readonly AdherenceMeasurement _adherence;
    private readonly Lazy<FaithfulnessStudy> _faithfulness;

    /// <summary>A study without models yet.</summary>
    /// <param name="imageCase">The data set and protocol.</param>
    /// <param name="data">The data.</param>
    /// <param name="write">Writes a line of progress.</param>
    public ImageStudy(ImageCase imageCase, ImageData data, Action<string> write)
    {
        (Case, Data) = (imageCase, data);
        var train = imageCase.Source.TrainingSetOf(data);
        TestSample = SampleOf(data.Test);
        var store = new ArtifactStore(StoreFolder.Default(Environment.GetEnvironmentVariable), write, TimeProvider.System);
        var origin = TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System);
        var progress = new ThrottledProgress(write, TimeProvider.System, TimeSpan.FromSeconds(5));
        var trainer = new ImageModelTrainer(Experiment.DataSet, train, imageCase.Backend);
        var trainingOrigin = TrainingOrigin.Of(BuildStamp.Current, TimeProvider.System, imageCase.Backend.Device);
        _models = new ModelRepository<ImageNetwork>(store, trainer, trainingOrigin, progress);
        _robustness = new RobustnessMeasurement(store, Experiment, train, TestSample, origin, progress);
        AttributedSample = TestSample.Take(Experiment.AttributedImages);
        _adherence = new AdherenceMeasurement(store, Experiment.DataSet, AttributedSample, origin, progress);
        _faithfulness = new Lazy<FaithfulnessStudy>(() => new FaithfulnessStudy(this));
    }

    /// <summary>The data set and protocol.</summary>
    public ImageCase Case { get; }

    /// <summary>How models are trained and attacked.</summary>
    public ImageExperiment Experiment => Case.Experiment;

    /// <summary>The data.</summary>
    public ImageData Data { get; }

    /// <summary>The test images that are attacked.</summary>
    public ImageSet TestSample { get; }

    /// <summary>Those of them whose attributions are compared, the first.</summary>
    public ImageSet AttributedSample { get; }

    /// <summary>How the models' attributions compare; trains what it needs when it is first asked for.</summary>
    public FaithfulnessStudy Faithfulness => _faithfulness.Value;

    /// <summary>Accuracy of guessing, in percent.</summary>
    public double Chance => 100.0 * Experiment.TopK / Experiment.Classes;

    /// <summary>Fetches or trains the models of these flavours, with all their seeds, and attacks them.</summary>
    public void Prepare(IEnumerable<ModelName> flavours)
    {
        lock (_gate)
        {
            ModelName[] missing = [.. flavours.Distinct().Where(flavour => !_groups.ContainsKey(flavour))];
            var ids = from flavour in missing
                      from seed in Experiment.SeedsOf(flavour)
                      select new ModelId(Experiment.Recipe(flavour), seed);
            var models = _models.Get([.. ids]);
            var outcomes = _robustness.Get(models);
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
    public IReadOnlyList<StoredModel<ImageNetwork>> Train(IEnumerable<ModelId> models)
    {
        lock (_gate)
        {
            return _models.Get([.. models]);
        }
    }

    /// <summary>Compares the attributions of pairs of networks, on <see cref="AttributedSample"/>.</summary>
    public IReadOnlyList<AdherenceOutcome> Compare(IReadOnlyList<AdherencePair> pairs)
    {
        lock (_gate)
        {
            return _adherence.Get(pairs);
        }
    }

    /// <summary>The models of a flavour.</summary>
    /// <exception cref="InvalidOperationException">The flavour was not prepared.</exception>
    public ModelGroup Of(ModelName flavour)
    {
        lock (_gate)
        {
            var group = _groups.GetValueOrDefault(flavour)
                ?? throw new InvalidOperationException($"{flavour} was not prepared: name it among the fixture's flavours.");
            SourceLedger.Note(group.Models);
            SourceLedger.Note("robustness", group.Outcomes.Select(outcome => (outcome.Id, $"{outcome.Id.Recipe.Model}", outcome.Key, outcome.Provenance)));
            return group;
        }
    }

    /// <summary>The models of a flavour by its name.</summary>
    public ModelGroup Of(string flavour) => Of(ModelName.Parse(flavour));

    /// <summary>As released, the first images in file order; as described, a random sample.</summary>
    private ImageSet SampleOf(ImageSet test)
    {
        if (Case.Protocol == Protocol.AsReleased)
        {
            return test.Take(Experiment.TestImages);
        }

        int[] order = [.. Enumerable.Range(0, test.Count)];
        MersenneTwister.FromKey($"{Experiment.DataSet}/test-sample").Shuffle(order);
        return test.Select([.. order.Take(Experiment.TestImages)]);
    }
}
