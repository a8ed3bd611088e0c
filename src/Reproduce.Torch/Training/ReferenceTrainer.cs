using System.Diagnostics;
using Reproduce.Core.Models;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>
/// Trains any network, teacher or student: a teacher's targets are one-hot, a student's are <see cref="SoftLabelsOf"/> its teacher.
/// </summary>
public static class ReferenceTrainer
{
    /// <summary>
    /// Minimizes the mean cross-entropy of softmax(logits / train temperature) with the targets, from first weights drawn by the run's
    /// streams. The network is left in evaluation mode.
    /// </summary>
    /// <param name="network">The network, changed in place.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="inputs">All training samples, shape <c>[N, ...]</c>, on the network's device.</param>
    /// <param name="targets">Their label probabilities, shape <c>[N, classes]</c>.</param>
    /// <param name="cancellation">Stops after the current epoch.</param>
    /// <returns>The losses and the time it took.</returns>
    /// <exception cref="ArgumentException">The recipe is out of range, or the numbers of samples and targets differ.</exception>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite.</exception>
    public static (LossHistory Losses, TimeSpan Duration) Train(
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

        var started = Stopwatch.GetTimestamp();
        var streams = new TrainingStreams(recipe, seed);
        TorchInitialWeights.Apply(network, streams.Initialization());
        // Dropout layers draw from the library's own generator, which is one for the whole process: it starts from the run's stream.
        manual_seed(streams.Dropout().NextUInt32());
        using var optimizer = CreateOptimizer(network, recipe.Optimizer);
        var sampleOrder = streams.SampleOrder();
        var losses = new LossRecorder(recipe, seed);
        int[] order = [.. Enumerable.Range(0, checked((int)inputs.shape[0]))];
        network.train();
        for (var epoch = 0; epoch < recipe.Epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = recipe.Optimizer.LearningRate * recipe.Schedule.At(epoch);
            }

            sampleOrder.Shuffle(order);
            foreach (var loss in Epoch(network, recipe, optimizer, inputs, targets, order))
            {
                losses.AddStep(loss);
            }

            losses.EndEpoch();
        }

        network.eval();
        return (losses.ToHistory(), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>A trained teacher's softmax(logits / T): the targets of its students. There is no hard-label term and no T² factor.</summary>
    /// <param name="teacher">The teacher; it is run in evaluation mode and left in it.</param>
    /// <param name="inputs">The training samples, shape <c>[N, ...]</c>.</param>
    /// <param name="temperature">The distillation temperature T, whatever temperature the teacher was trained at.</param>
    /// <param name="batchSize">Samples that are run at once.</param>
    /// <returns>Shape <c>[N, classes]</c>; the caller disposes it.</returns>
    public static Tensor SoftLabelsOf(nn.Module<Tensor, Tensor> teacher, Tensor inputs, double temperature, int batchSize = 1024)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(inputs);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        teacher.eval();
        Tensor[] batches = [.. inputs.split(batchSize).Select(batch => softmax(teacher.call(batch) / temperature, dim: 1))];
        return cat(batches).MoveToOuterDisposeScope();
    }

    /// <summary>One pass over the samples; the losses stay on the device until its end.</summary>
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
