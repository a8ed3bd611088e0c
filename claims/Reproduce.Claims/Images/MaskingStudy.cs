using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
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
        _groups = Attacked(images, Sizes.SelectMany(size => size.All), ScaledAttackSuite.Of(experiment))
            .Concat(Attacked(images, StudentsOfPlainTeachers, ScaledAttackSuite.WeakAndStrong(experiment)))
            .ToDictionary(group => group.Name);
    }

    /// <summary>How many of the test images are attacked, the first.</summary>
    /// <param name="images">The data.</param>
    public static int ImagesOf(ImageStudy images) => Math.Min(images.TestSample.Count, MostImages);

    /// <summary>The sizes, the smaller first: the models that are attacked on every scale.</summary>
    public static ImmutableArray<MaskedSize> Sizes { get; } =
        [.. Enum.GetValues<Architecture>().Select(MaskedSize.Of)];

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
        SourceLedger.Note(
            MaskingMeasurement.KeyName,
            group.Outcomes.Select(outcome => (outcome.Id, $"{outcome.Id.Recipe.Model}", outcome.Key, outcome.Provenance)));
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

/// <summary>The models of one size that gradient masking is looked at on.</summary>
/// <param name="Plain">The teacher of temperature 1.</param>
/// <param name="Hot">The teacher trained at T.</param>
/// <param name="Student">Its student trained at T.</param>
internal sealed record MaskedSize(ModelName Plain, ModelName Hot, ModelName Student)
{
    /// <summary>All three.</summary>
    public ImmutableArray<ModelName> All => [Plain, Hot, Student];

    /// <summary>The two trained at T.</summary>
    public ImmutableArray<ModelName> TrainedAtT => [Hot, Student];

    /// <summary>The models of a size.</summary>
    public static MaskedSize Of(Architecture size)
    {
        var hot = ModelName.OfTeacher(size, TrainingTemperature.T);
        return new(ModelName.OfTeacher(size, TrainingTemperature.One), hot, hot.Student(size, TrainingTemperature.T));
    }
}

/// <summary>The models of one flavour, one for each seed, with their outcomes on logits of many scales.</summary>
/// <param name="Name">The flavour.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Models">The models, in the order of the seeds.</param>
/// <param name="Outcomes">Their outcomes, in the same order.</param>
internal sealed record MaskingGroup(
    ModelName Name,
    ImageExperiment Experiment,
    ImmutableArray<StoredModel<ImageNetwork>> Models,
    ImmutableArray<MaskingOutcome> Outcomes)
{
    /// <summary>100 for each image that is still recognized under an attack, else 0; shape <c>[seeds, images]</c>.</summary>
    public ImmutableArray<double[]> Recognized(ScaledAttack attack) =>
        [.. Outcomes.Select(outcome => Percent(outcome.IsRight(attack, Experiment.TopK)))];

    /// <summary>The same of images that are recognized whatever the logits are divided by, from 1/100 to 100.</summary>
    public ImmutableArray<double[]> RecognizedOnEveryScale(AttackVariant attack)
    {
        var scaled = ScaledAttackSuite.TemperaturesOf(Experiment)
            .Select(temperature => Recognized(new ScaledAttack(attack, temperature))).ToArray();
        return
        [
            .. Outcomes.Select((outcome, seed) =>
                Enumerable.Range(0, outcome.Vanishes.Length).Select(image => scaled.Min(recognized => recognized[seed][image])).ToArray()),
        ];
    }

    /// <summary>Mean accuracy over the seeds in percent.</summary>
    public double Accuracy(ScaledAttack attack) => Recognized(attack).Average(row => row.Average());

    private static double[] Percent(ImmutableArray<bool> values) => [.. values.Select(value => value ? 100.0 : 0)];
}
