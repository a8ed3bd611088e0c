using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>The models that gradient masking is looked at on, of one data set, under attacks on logits of many scales.</summary>
internal sealed class MaskingStudy
{
    // A model is attacked 28 times: more images would take hours on CIFAR-10, and show the same.
    private const int MostImages = 200;

    private readonly Dictionary<ModelName, MaskingGroup> _groups;

    /// <summary>Trains and attacks, with every seed.</summary>
    public MaskingStudy(ImageStudy images)
    {
        var experiment = images.Experiment;
        _groups = Attacked(images, ModelsOfSize.All.SelectMany(size => size.Models), ScaledAttackSuite.Of(experiment))
            .Concat(Attacked(images, StudentsOfPlainTeachers, ScaledAttackSuite.WeakAndStrong(experiment)))
            .ToDictionary(group => group.Name);
    }

    /// <summary>How many of the test images are attacked, the first.</summary>
    /// <param name="images">The data.</param>
    public static int ImagesOf(ImageStudy images) => Math.Min(images.TestSample.Count, MostImages);

    /// <summary>Students trained at T of teachers of temperature 1: models whose logits are small, though they were trained at T.</summary>
    public static ImmutableArray<ModelName> StudentsOfPlainTeachers { get; } =
    [
        .. Flavours.All.Where(model =>
            model.Temperature == TrainingTemperature.T && model.Teacher is { Temperature: TrainingTemperature.One }),
    ];

    /// <summary>The models of a flavour.</summary>
    /// <exception cref="KeyNotFoundException">It is none of those above.</exception>
    public MaskingGroup Of(ModelName flavour)
    {
        var group = _groups[flavour];
        SourceLedger.Note(group.Models);
        SourceLedger.Note(MaskingMeasurement.KeyName, group.Outcomes.Select(outcome => (outcome.Id, outcome.Key, outcome.Provenance)));
        return group;
    }

    private static IEnumerable<MaskingGroup> Attacked(
        ImageStudy images, IEnumerable<ModelName> flavours, ImmutableArray<ScaledAttack> attacks)
    {
        var experiment = images.Experiment;
        var models = images.Train(
            from flavour in flavours from seed in experiment.Seeds select new ModelId(experiment.Recipe(flavour), seed));
        return models.Zip(images.Attack(models, attacks, images.TestSample.Take(ImagesOf(images))))
            .GroupBy(pair => pair.First.Id.Recipe.Model)
            .Select(group => new MaskingGroup(
                group.Key, experiment, [.. group.Select(pair => pair.First)], [.. group.Select(pair => pair.Second)]));
    }
}
