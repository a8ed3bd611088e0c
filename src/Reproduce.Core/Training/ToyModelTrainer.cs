using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;

namespace Reproduce.Core.Training;

/// <summary>Trains toy models, all of a batch of ids side by side.</summary>
/// <param name="data">The training set.</param>
public sealed class ToyModelTrainer(ToyRing data) : IModelTrainer<Perceptron>
{
    /// <inheritdoc/>
    public string Subject => "toy";

    /// <inheritdoc/>
    public string DataFingerprint => data.Fingerprint;

    /// <inheritdoc/>
    public bool TakesLong => false;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> KeyParts(Behaviour behaviour)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        return new Dictionary<string, string> { [Behaviour.TrainingPart] = behaviour.ToyTraining.Value };
    }

    /// <inheritdoc/>
    public double WorkOf(Recipe recipe) => (double)recipe.Epochs * recipe.Network.HiddenUnits;

    /// <inheritdoc/>
    public IEnumerable<FinishedTraining<Perceptron>> Train(
        IReadOnlyList<(ModelId Id, Perceptron? Teacher)> models,
        Func<ModelId, ICheckpoints?> begin,
        int threads,
        CancellationToken cancellation) =>
        ToyEnsemble
            .Train([.. models.Select(model => new ToyTrainingRun(model.Id.Recipe, model.Id.Seed, model.Teacher))], data, threads, cancellation)
            .Select(item => new FinishedTraining<Perceptron>(
                new ModelId(item.Run.Recipe, item.Run.Seed), item.Model.Network, item.Model.Losses, item.Model.Duration));

    /// <inheritdoc/>
    public ImmutableArray<NamedArray> ToArrays(Perceptron network) => PerceptronWeights.ToNamedArrays(network);

    /// <inheritdoc/>
    public Perceptron FromArrays(Recipe recipe, IReadOnlyCollection<NamedArray> arrays) => PerceptronWeights.FromNamedArrays(arrays);
}
