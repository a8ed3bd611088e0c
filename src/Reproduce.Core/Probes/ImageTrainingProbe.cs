using Reproduce.Core.Backends;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;

namespace Reproduce.Core.Probes;

/// <summary>
/// Trains tiny image models for a few steps: both kinds of networks, Full and Reduced, teachers and students, temperatures 1 and T, every
/// optimizer, with and without dropout.
/// </summary>
internal static class ImageTrainingProbe
{
    private const double Temperature = 20;

    private const int BatchSize = 16;

    /// <summary>The hash of the weights and losses after the last step.</summary>
    public static string Hash()
    {
        using var hash = new ProbeHash();
        RuntimeFunctions.AddTo(hash);
        var cifar10 = Train("FT_tempT", NetworkSpecification.Cifar10, new(OptimizerKind.AdamW, 0.01, WeightDecay: 0.2), dropout: 0.5);
        Train("RS_tempT_from_FT_tempT", NetworkSpecification.Cifar10, new(OptimizerKind.Adam, 0.01), dropout: 0.25, cifar10);
        var tsrd = Train("FT_temp1", NetworkSpecification.Tsrd, new(OptimizerKind.Adam, 0.01, WeightDecay: 0.1), dropout: 0);
        Train("RS_temp1_from_FT_temp1", NetworkSpecification.Tsrd, new(OptimizerKind.Adam, 0.01), dropout: 0.5, tsrd);
        return hash.ToString();

        ImageNetwork Train(string name, string kind, OptimizerSettings optimizer, double dropout, ImageNetwork? teacher = null)
        {
            var model = ModelName.Parse(name);
            var recipe = new Recipe
            {
                Model = model,
                DistillationTemperature = Temperature,
                Network = ProbeNumbers.Network(kind, model.Architecture, dropout),
                Epochs = 2,
                BatchSize = BatchSize,
                Optimizer = optimizer,
                Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 1),
            };
            // The last batch has three images; for TSRD's large images it is the only batch.
            var data = ProbeNumbers.Images(recipe.Network, kind == NetworkSpecification.Tsrd ? 3 : BatchSize + 3);
            var run = new TrainingRun<ImageNetwork>(new ModelId(recipe, Seed: 1), teacher);
            var trained = new SimdBackend().Train([run], data, threads: 1).Single();
            hash.Add(trained.Network.Parameters);
            hash.AddLosses(trained.Losses.Steps);
            return trained.Network;
        }
    }
}
