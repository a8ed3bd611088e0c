using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>
/// The random streams of one training run. Each has a key of its own, so that draws from one never change another, and every trainer that
/// uses them trains the same model.
/// </summary>
/// <remarks>
/// The keys name the flavour, its set's temperature and the seed, and nothing else of the recipe: a control that trains longer or with
/// dropout starts from the same weights and sees the same first batches as the model it is compared with.
/// </remarks>
/// <param name="recipe">The run's recipe.</param>
/// <param name="seed">The run's seed.</param>
public readonly struct TrainingStreams(Recipe recipe, int seed)
{
    private readonly string _key = $"{recipe.Network.Kind}/T={recipe.DistillationTemperature}/{recipe.Model}/seed={seed}";

    /// <summary>Decides the first weights.</summary>
    public MersenneTwister Initialization() => MersenneTwister.FromKey(_key + "/initialization");

    /// <summary>The image network that training starts from, its weights drawn from <see cref="Initialization"/>.</summary>
    public ImageNetwork InitialImageNetwork() => InitialWeights.OfImageNetwork(recipe.Network, Initialization());

    /// <summary>Decides the order of the samples, epoch after epoch.</summary>
    public MersenneTwister SampleOrder() => MersenneTwister.FromKey(_key + "/sample-order");

    /// <summary>Decides which hidden units are dropped.</summary>
    public MersenneTwister Dropout() => MersenneTwister.FromKey(_key + "/dropout");
}
