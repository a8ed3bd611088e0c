using System.Collections.Immutable;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;

namespace Reproduce.Cli.Train;

/// <summary>Which models a command line asks for. Where a list is empty, the experiment decides.</summary>
/// <param name="Data">The data set's name on the command line.</param>
/// <param name="Flavours">The flavours, in table order.</param>
/// <param name="Temperatures">Distillation temperatures of the toy sets.</param>
/// <param name="SeedCount">How many seeds, from the experiment's first on, at least 1; null for as many as the experiment has.</param>
/// <param name="Seeds">Seeds by name, instead of a number of them.</param>
/// <param name="Epochs">Passes over the training set; null for the experiment's.</param>
/// <param name="Profile">The profile's name; null for the one that the environment names.</param>
internal sealed record ModelRequest(
    string Data,
    ImmutableArray<ModelName> Flavours,
    ImmutableArray<int> Temperatures,
    int? SeedCount,
    ImmutableArray<int> Seeds,
    int? Epochs,
    string? Profile)
{
    /// <summary>The toy models.</summary>
    public ImmutableArray<ModelId> ToyModels() =>
    [
        .. from temperature in Temperatures.IsEmpty ? ToyExperiment.Temperatures : Temperatures
           from model in Flavours
           from seed in SeedsFrom(ToyExperiment.Seeds[0], ToyExperiment.Seeds)
           select new ModelId(WithEpochs(ToyExperiment.Recipe(model, temperature)), seed),
    ];

    /// <summary>The models of an image experiment that are trained.</summary>
    /// <param name="experiment">Gives the recipes, and the seeds that are not named.</param>
    public ImmutableArray<ModelId> ImageModels(ImageExperiment experiment) => ImageModels(experiment, experiment.TrainedSeedsOf);

    /// <summary>Those of them that are attacked.</summary>
    /// <param name="experiment">Gives the recipes, and the seeds that are not named.</param>
    public ImmutableArray<ModelId> AttackedModels(ImageExperiment experiment) => ImageModels(experiment, experiment.AttackedSeedsOf);

    private ImmutableArray<ModelId> ImageModels(ImageExperiment experiment, Func<ModelName, ImmutableArray<int>> seedsOf) =>
    [
        .. from model in Flavours
           from seed in SeedsFrom(experiment.FirstSeed, seedsOf(model))
           select new ModelId(WithEpochs(experiment.Recipe(model)), seed),
    ];

    private ImmutableArray<int> SeedsFrom(int first, ImmutableArray<int> ofExperiment) =>
        SeedCount is { } count ? [.. Enumerable.Range(first, count)]
        : Seeds.IsEmpty ? ofExperiment
        : Seeds;

    private Recipe WithEpochs(Recipe recipe) => recipe with { Epochs = Epochs ?? recipe.Epochs };
}
