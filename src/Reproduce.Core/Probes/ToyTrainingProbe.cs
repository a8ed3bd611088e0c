using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;

namespace Reproduce.Core.Probes;

/// <summary>Trains toy models for a few steps: both sizes, teachers and students, temperatures 1 and T, with and without dropout.</summary>
internal static class ToyTrainingProbe
{
    private const double Temperature = 20;

    /// <summary>The hash of the weights and losses after the last step.</summary>
    public static string Hash()
    {
        using var hash = new ProbeHash();
        RuntimeFunctions.AddTo(hash);
        var data = ToyRing.Generate();
        var teacher = Train("FT_tempT", dropout: 0.5);
        Train("RT_temp1", dropout: 0);
        Train("RS_tempT_from_FT_tempT", dropout: 0.25, teacher);
        Train("FS_temp1_from_FT_tempT", dropout: 0, teacher);
        return hash.ToString();

        Perceptron Train(string name, double dropout, Perceptron? teacher = null)
        {
            var model = ModelName.Parse(name);
            var recipe = new Recipe
            {
                Model = model,
                DistillationTemperature = Temperature,
                Network = new NetworkSpecification(NetworkSpecification.ToyPerceptron, model.Architecture, dropout),
                Epochs = 2,
                // 1,200 points: the last batch is smaller.
                BatchSize = 500,
                Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.01),
                Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 1),
            };
            var run = new TrainingRun<Perceptron>(new ModelId(recipe, Seed: 1), teacher);
            var trained = new ToyModelTrainer(data).Train([run], threads: 1).Single();
            hash.Add(trained.Network.Parameters);
            hash.AddLosses(trained.Losses.Steps);
            return trained.Network;
        }
    }
}
