using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Bench.Speed;

/// <summary>
/// Training, PGD and Integrated Gradients as one writes them in TorchSharp at first: module by module, with the library's optimizer.
/// </summary>
public static class PlainImages
{
    /// <summary>One epoch: samples are taken one by one and stacked, as a loader does; the library's Adam updates each tensor.</summary>
    /// <param name="recipe">The recipe of a teacher.</param>
    /// <param name="data">The training set.</param>
    public static void Epoch(Recipe recipe, ImageSet data)
    {
        using var scope = NewDisposeScope();
        using var network = new LayeredModule(ImageNetworkLayers.Of(recipe.Network));
        using var optimizer = optim.Adam(network.parameters(), recipe.Optimizer.LearningRate);
        var images = Normalized(data);
        var labels = tensor([.. data.Labels.Select(label => (long)label)]);
        network.train();
        for (var first = 0; first < data.Count; first += recipe.BatchSize)
        {
            using var step = NewDisposeScope();
            int[] samples = [.. Enumerable.Range(first, Math.Min(recipe.BatchSize, data.Count - first))];
            var batch = stack([.. samples.Select(sample => images[sample])]);
            var targets = stack([.. samples.Select(sample => labels[sample])]);
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(network.call(batch) / recipe.TrainTemperature, targets);
            loss.backward();
            optimizer.step();
            GC.KeepAlive(loss.item<float>());
        }
    }

    /// <summary>PGD on a batch.</summary>
    public static void Pgd(LayeredModule network, Tensor images, Tensor labels, int steps, float epsilon, float stepSize)
    {
        using var scope = NewDisposeScope();
        var adversarial = images.clone();
        for (var step = 0; step < steps; step++)
        {
            using var inner = NewDisposeScope();
            var point = adversarial.detach().requires_grad_(true);
            nn.functional.cross_entropy(network.call((point * 2) - 1), labels).backward();
            var moved = adversarial + (stepSize * point.grad!.sign());
            adversarial = (images + (moved - images).clamp(-epsilon, epsilon)).clamp(0, 1).detach().MoveToOuterDisposeScope();
        }
    }

    /// <summary>Integrated Gradients of a batch, all points of a step at once.</summary>
    public static void IntegratedGradients(LayeredModule network, Tensor images, Tensor labels, int steps)
    {
        using var scope = NewDisposeScope();
        var sum = zeros_like(images);
        for (var step = 0; step < steps; step++)
        {
            using var inner = NewDisposeScope();
            var point = (images * ((step + 0.5f) / steps)).detach().requires_grad_(true);
            network.call(point).gather(1, labels.unsqueeze(1)).sum().backward();
            sum.add_(point.grad!);
        }
    }

    /// <summary>All images of a set, normalized, shape <c>[N, C, H, W]</c>.</summary>
    public static Tensor Normalized(ImageSet data)
    {
        var images = data.ToUnitRange();
        Normalization.Normalize(images, images);
        return tensor(images, [data.Count, data.Shape.Channels, data.Shape.Height, data.Shape.Width]);
    }
}
