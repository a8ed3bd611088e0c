using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>
/// The random streams of one training run. Each has its own key, so that draws from one do not change another. All trainers use them, so
/// that all train the same model.
/// </summary>
/// <remarks>
/// A key names only the kind of network, the set's temperature, the flavour and the seed. A control that trains longer or with dropout thus
/// starts from the same weights and sees the same first batches as the model that it is compared with.
/// </remarks>
/// <param name="recipe">The run's recipe.</param>
/// <param name="seed">The run's seed.</param>
public readonly struct TrainingStreams(Recipe recipe, int seed)
{
    private readonly string _key = $"{recipe.Network.Kind}/T={recipe.DistillationTemperature}/{recipe.Model}/seed={seed}";

    /// <summary>The stream of the initial weights.</summary>
    public MersenneTwister Initialization() => MersenneTwister.FromKey(_key + "/initialization");

    /// <summary>The image network that training starts from, drawn from <see cref="Initialization"/>.</summary>
    public ImageNetwork InitialImageNetwork() => InitialWeights.OfImageNetwork(recipe.Network, Initialization());

    /// <summary>The stream that shuffles the samples in every epoch.</summary>
    public MersenneTwister SampleOrder() => MersenneTwister.FromKey(_key + "/sample-order");

    /// <summary>The stream of dropout.</summary>
    public MersenneTwister Dropout() => MersenneTwister.FromKey(_key + "/dropout");
}
