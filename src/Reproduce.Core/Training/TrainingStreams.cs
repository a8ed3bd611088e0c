using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>
/// The random streams of one training run. Each has its own key, so that draws from one do not change another. All trainers use them, so
/// that all train the same model.
/// </summary>
/// <remarks>
/// Models that are compared share their streams (common random numbers), so that their difference holds less of the draws' chance. Initial
/// weights and dropout are keyed by the kind of network, the role (teacher or student), the architecture and the seed: neither by a
/// temperature nor by whose student a model is. All models of one kind and seed see the samples in the same order. A student and its
/// teacher of the same size do not share initial weights, since those alone would make their attributions alike.
/// </remarks>
/// <param name="recipe">The run's recipe.</param>
/// <param name="seed">The run's seed.</param>
public readonly struct TrainingStreams(Recipe recipe, int seed)
{
    private readonly string _key =
        $"{recipe.Network.Kind}/{recipe.Model.Architecture}/{(recipe.Model.IsStudent ? "student" : "teacher")}/seed={seed}";

    /// <summary>The stream of the initial weights.</summary>
    public MersenneTwister Initialization() => MersenneTwister.FromKey(_key + "/initialization");

    /// <summary>The image network that training starts from, drawn from <see cref="Initialization"/>.</summary>
    public ImageNetwork InitialImageNetwork() => InitialWeights.OfImageNetwork(recipe.Network, Initialization());

    /// <summary>The stream that shuffles the samples in every epoch.</summary>
    public MersenneTwister SampleOrder() => MersenneTwister.FromKey($"{recipe.Network.Kind}/seed={seed}/sample-order");

    /// <summary>The stream of dropout.</summary>
    public MersenneTwister Dropout() => MersenneTwister.FromKey(_key + "/dropout");
}
