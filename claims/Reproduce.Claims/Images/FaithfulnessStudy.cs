using System.Collections.Immutable;
using Reproduce.Core.Attributions;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>All comparisons of attributions that the claim looks at, on one data set.</summary>
internal sealed class FaithfulnessStudy
{
    private readonly ImageExperiment _experiment;
    private readonly Dictionary<ModelId, StoredModel<ImageNetwork>> _models;
    private readonly Dictionary<Comparison, AdherenceGroup> _groups;

    /// <summary>Trains and compares.</summary>
    public FaithfulnessStudy(ImageStudy images)
    {
        _experiment = images.Experiment;
        Seeds = _experiment.Seeds;
        var ids = from flavour in Flavours.All
                  from seed in _experiment.TrainedSeedsOf(flavour)
                  select new ModelId(_experiment.Recipe(flavour), seed);
        _models = images.Train(ids).ToDictionary(model => model.Id);
        var wanted = All.SelectMany(comparison => Seeds.Select(seed => (comparison, Pair: PairOf(comparison, seed)))).ToArray();
        _groups = wanted.Zip(images.Compare([.. wanted.Select(item => item.Pair)]), (item, outcome) => (item.comparison, outcome))
            .GroupBy(item => item.comparison)
            .ToDictionary(group => group.Key, group => new AdherenceGroup(group.Key, [.. group.Select(item => item.outcome)]));
    }

    /// <summary>
    /// The paper's extra pair: the defensively distilled student with the temperature-1 teacher of its size, which is not its own.
    /// </summary>
    public static Comparison ExtraPair { get; } =
        new(ModelName.Parse("FS_tempT_from_FT_tempT"), ModelName.Parse("FT_temp1"), ComparedWith.SameSeed);

    /// <summary>The experiment's seeds.</summary>
    public ImmutableArray<int> Seeds { get; }

    /// <summary>A comparison over the seeds.</summary>
    public AdherenceGroup Of(Comparison comparison)
    {
        var group = _groups[comparison];
        SourceLedger.Note(Seeds.SelectMany(seed => TrainedModelsOf(comparison, seed)));
        SourceLedger.Note(AdherenceMeasurement.KeyName, group.Outcomes.Zip(Seeds, (outcome, seed) => (
            new ModelId(_experiment.Recipe(comparison.Model), seed), comparison.ToString(), outcome.Key, outcome.Provenance)));
        return group;
    }

    /// <summary>The trained model of the first seed, which figures of one model show.</summary>
    public StoredModel<ImageNetwork> OfFirstSeed(ModelName flavour) => Of(flavour, Seeds[0]);

    /// <summary>A trained model.</summary>
    /// <param name="flavour">The flavour.</param>
    /// <param name="seed">One of <see cref="Seeds"/>.</param>
    public StoredModel<ImageNetwork> Of(ModelName flavour, int seed)
    {
        var model = _models[new ModelId(_experiment.Recipe(flavour), seed)];
        SourceLedger.Note([model]);
        return model;
    }

    /// <summary>Teacher by teacher, so that its attributions are computed once and kept no longer than needed.</summary>
    private static IEnumerable<Comparison> All => Flavours.Teachers
        .SelectMany(teacher => (Comparison[])
        [
            Comparison.OfOtherSeed(teacher),
            .. Enum.GetValues<Architecture>().Select(architecture => Comparison.OfUntrained(architecture, teacher)),
            Comparison.OfOtherSize(teacher),
            .. Flavours.StudentsOf(teacher).Select(Comparison.OfStudent),
        ])
        .Append(ExtraPair);

    /// <summary>The next of the seeds, the first after the last; the seed plus 1 where there is only one.</summary>
    /// <remarks>
    /// Each model is then in two pairs, so the pairs of other seeds are not quite independent, as an interval takes them to be.
    /// </remarks>
    private int OtherSeed(int seed) => Seeds.Length == 1 ? seed + 1 : Seeds[(Seeds.IndexOf(seed) + 1) % Seeds.Length];

    /// <summary>The trained models of a pair; an untrained network is none.</summary>
    private IEnumerable<StoredModel<ImageNetwork>> TrainedModelsOf(Comparison comparison, int seed)
    {
        if (comparison.With != ComparedWith.Untrained)
        {
            var own = comparison.With == ComparedWith.OtherSeed ? OtherSeed(seed) : seed;
            yield return _models[new ModelId(_experiment.Recipe(comparison.Model), own)];
        }

        yield return _models[new ModelId(_experiment.Recipe(comparison.Reference), seed)];
    }

    private AdherencePair PairOf(Comparison comparison, int seed)
    {
        var recipe = _experiment.Recipe(comparison.Model);
        return new AdherencePair(
            comparison.With switch
            {
                ComparedWith.OtherSeed => AttributedNetwork.Of(_models[new ModelId(recipe, OtherSeed(seed))]),
                ComparedWith.Untrained => AttributedNetwork.Untrained(recipe, OtherSeed(seed)),
                _ => AttributedNetwork.Of(_models[new ModelId(recipe, seed)]),
            },
            AttributedNetwork.Of(_models[new ModelId(_experiment.Recipe(comparison.Reference), seed)]));
    }
}
