using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>
/// The models of all flavours with every seed of the experiment, also of those flavours that are attacked with fewer: what can be said of
/// them without an attack.
/// </summary>
internal sealed class EverySeedStudy
{
    private readonly ImageStudy _images;
    private readonly ImmutableDictionary<ModelName, ImmutableArray<StoredModel<ImageNetwork>>> _models;
    private readonly ConcurrentDictionary<ModelName, Lazy<ImmutableArray<double[]>>> _recognized = new();

    /// <summary>Fetches or trains the models.</summary>
    /// <param name="images">The data.</param>
    public EverySeedStudy(ImageStudy images)
    {
        _images = images;
        var experiment = images.Experiment;
        _models = images
            .Train(from flavour in Flavours.All from seed in experiment.Seeds select new ModelId(experiment.Recipe(flavour), seed))
            .GroupBy(model => model.Id.Recipe.Model)
            .ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray());
    }

    /// <summary>The models of a flavour, in the order of the seeds.</summary>
    public ImmutableArray<StoredModel<ImageNetwork>> Of(ModelName flavour)
    {
        var models = _models[flavour];
        SourceLedger.Note(models);
        return models;
    }

    /// <summary>
    /// 100 for each test image that a flavour's model recognizes without an attack, else 0; shape <c>[seeds, images]</c>.
    /// </summary>
    public ImmutableArray<double[]> Recognized(ModelName flavour)
    {
        var models = Of(flavour);
        return _recognized.GetOrAdd(flavour, _ => new(() => [.. models.Select(model => Recognized(model.Network))])).Value;
    }

    private double[] Recognized(ImageNetwork model)
    {
        var ranks = Predictions.Ranks(_images.LogitsOf(model), _images.TestSample.Labels.AsSpan());
        return [.. ranks.Select(rank => rank < _images.Experiment.TopK ? 100.0 : 0)];
    }
}
