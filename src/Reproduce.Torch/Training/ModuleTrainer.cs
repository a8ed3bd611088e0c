using Reproduce.Core.Models;
using Reproduce.Core.Training;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>
/// Trains any TorchSharp module with TorchSharp's own optimizers: the reference trainer of tests and benchmarks.
/// </summary>
public static class ModuleTrainer
{
    /// <summary>
    /// Minimizes the mean cross-entropy of softmax(logits / train temperature) with the targets, from initial weights drawn from the run's
    /// streams. Leaves the network in evaluation mode.
    /// </summary>
    /// <param name="network">The network, changed in place.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="inputs">All training samples, shape <c>[N, ...]</c>, on the network's device.</param>
    /// <param name="targets">Their label probabilities, shape <c>[N, classes]</c>.</param>
    /// <param name="cancellation">Cancels after the current epoch.</param>
    /// <returns>The losses.</returns>
    /// <exception cref="ArgumentException">The recipe is out of range, or the numbers of samples and targets differ.</exception>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite.</exception>
    public static LossHistory Train(
        nn.Module<Tensor, Tensor> network, Recipe recipe, int seed, Tensor inputs, Tensor targets, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        recipe.Validate();
        if (inputs.shape[0] != targets.shape[0])
        {
            throw new ArgumentException($"There are {inputs.shape[0]} samples but {targets.shape[0]} targets.", nameof(targets));
        }

        TorchInitialWeights.Apply(network, new TrainingStreams(recipe, seed).Initialization());
        var state = new TrainingState(new ModelId(recipe, seed), checked((int)inputs.shape[0]), new NoCheckpoints());
        // Dropout layers draw from TorchSharp's generator, one for the whole process, which the run's stream seeds.
        manual_seed(state.Dropout.NextUInt32());
        using var optimizer = CreateOptimizer(network, recipe.Optimizer);
        network.train();
        while (!state.IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = state.LearningRate;
            }

            foreach (var loss in Epoch(network, recipe, optimizer, inputs, targets, state.NextOrder()))
            {
                state.AddLoss(loss);
            }

            state.EndEpoch();
        }

        network.eval();
        return state.ToModel(network, TimeSpan.Zero).Losses;
    }

    /// <summary>Trains one epoch; the losses stay on the device until its end.</summary>
    private static float[] Epoch(
        nn.Module<Tensor, Tensor> network, Recipe recipe, optim.Optimizer optimizer, Tensor inputs, Tensor targets, int[] order)
    {
        using var epochScope = NewDisposeScope();
        var indices = tensor(order, device: inputs.device);
        var losses = new List<Tensor>();
        foreach (var batch in indices.split(recipe.BatchSize))
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            var logProbabilities = nn.functional.log_softmax(
                network.call(inputs.index_select(0, batch)) / recipe.TrainTemperature, dim: 1);
            var loss = -(targets.index_select(0, batch) * logProbabilities).sum(1).mean();
            loss.backward();
            optimizer.step();
            losses.Add(loss.detach().MoveToOuterDisposeScope());
        }

        return stack(losses).cpu().data<float>().ToArray();
    }

    private static optim.Optimizer CreateOptimizer(nn.Module network, OptimizerSettings settings) => settings.Kind switch
    {
        OptimizerKind.Adam => optim.Adam(
            network.parameters(),
            settings.LearningRate,
            OptimizerSettings.Beta1,
            OptimizerSettings.Beta2,
            OptimizerSettings.Epsilon,
            settings.WeightDecay),
        OptimizerKind.AdamW => optim.AdamW(
            network.parameters(),
            settings.LearningRate,
            OptimizerSettings.Beta1,
            OptimizerSettings.Beta2,
            OptimizerSettings.Epsilon,
            settings.WeightDecay),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "Expected Adam or AdamW."),
    };
}
