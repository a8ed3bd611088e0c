using System.Collections.Immutable;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;

namespace Reproduce.Cli.Train;

/// <summary>What a command line asks to be trained. Where a list is empty, the experiment decides.</summary>
/// <param name="Models">Flavours that are named.</param>
/// <param name="Sets">Teachers whose sets are named.</param>
/// <param name="Temperatures">Distillation temperatures of the toy sets.</param>
/// <param name="Seeds">Seeds.</param>
/// <param name="Epochs">Passes over the training set; null for the experiment's.</param>
internal sealed record TrainingRequest(
    ImmutableArray<ModelName> Models,
    ImmutableArray<ModelName> Sets,
    ImmutableArray<int> Temperatures,
    ImmutableArray<int> Seeds,
    int? Epochs = null)
{
    /// <summary>The flavours, in table order.</summary>
    public ImmutableArray<ModelName> Flavours
    {
        get
        {
            var named = Models.Concat(Sets.SelectMany(teacher => Core.Models.Flavours.StudentsOf(teacher).Prepend(teacher))).ToHashSet();
            return named.Count == 0 ? Core.Models.Flavours.All : [.. Core.Models.Flavours.All.Where(named.Contains)];
        }
    }

    /// <summary>The toy models.</summary>
    /// <param name="profile">Gives the seeds that are not named.</param>
    public ImmutableArray<ModelId> ToyModels(Profile profile) =>
    [
        .. from temperature in Temperatures.IsEmpty ? ToyExperiment.Temperatures : Temperatures
           from model in Flavours
           from seed in Seeds.IsEmpty ? profile.ToySeeds : Seeds
           select new ModelId(Shortened(ToyExperiment.Recipe(model, temperature)), seed),
    ];

    /// <summary>The models of an image experiment.</summary>
    /// <param name="experiment">Gives the recipes, and the seeds that are not named.</param>
    public ImmutableArray<ModelId> ImageModels(ImageExperiment experiment) =>
    [
        .. from model in Flavours
           from seed in Seeds.IsEmpty ? experiment.TrainedSeedsOf(model) : Seeds
           select new ModelId(Shortened(experiment.Recipe(model)), seed),
    ];

    private Recipe Shortened(Recipe recipe) => recipe with { Epochs = Epochs ?? recipe.Epochs };
}
