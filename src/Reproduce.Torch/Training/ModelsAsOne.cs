using System.Collections.Immutable;
using Reproduce.Core.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Reproduce.Torch.Training;

/// <summary>
/// The forward pass of several networks of one shape at once: their convolutions are the groups of one convolution, their linear layers
/// one batched product. A single small network would leave a graphics card idle most of the time.
/// </summary>
internal static class ModelsAsOne
{
    /// <summary>The logits of all models.</summary>
    /// <param name="layers">The layers of each model.</param>
    /// <param name="parameters">The parameters of all models, see <see cref="ParameterBlock.Leaves"/>.</param>
    /// <param name="images">Normalized images, shape <c>[B, models * C, H, W]</c>.</param>
    /// <param name="dropout">The models' generators for dropout; empty without dropout.</param>
    /// <param name="precision">The precision of the forward pass.</param>
    /// <returns>Shape <c>[models, B, classes]</c>, single precision.</returns>
    public static Tensor Logits(
        ImmutableArray<NetworkLayer> layers,
        IReadOnlyList<Tensor> parameters,
        Tensor images,
        IReadOnlyList<Generator> dropout,
        TrainingPrecision precision)
    {
        using var scope = NewDisposeScope();
        var type = precision == TrainingPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var (models, next) = (parameters[0].shape[0], 0);
        var value = images.to(type);
        foreach (var layer in layers)
        {
            value = layer switch
            {
                NetworkLayer.Convolution => Convolve(value, Next(), Next(), models),
                NetworkLayer.Relu => relu(value),
                NetworkLayer.MaxPool pool => max_pool2d(value, pool.Size),
                NetworkLayer.Dropout when dropout.Count == 0 => Features(value, models),
                NetworkLayer.Dropout drop => Drop(Features(value, models), drop.Rate, dropout),
                NetworkLayer.Linear => Multiply(Features(value, models), Next(), Next()),
                _ => throw new ArgumentException($"There is no pass for {layer}.", nameof(layers)),
            };
        }

        return value.to(ScalarType.Float32).MoveToOuterDisposeScope();

        Tensor Next() => parameters[next++].to(type);
    }

    private static Tensor Convolve(Tensor value, Tensor weights, Tensor biases, long models) =>
        conv2d(value, weights.flatten(0, 1), biases.flatten(), padding: [1, 1], groups: models);

    /// <summary>Brings maps or features to the shape <c>[models, B, features]</c>, with features in the order <c>[C, H, W]</c>.</summary>
    private static Tensor Features(Tensor value, long models) => value.dim() == 3
        ? value
        : value.reshape(value.shape[0], models, -1).transpose(0, 1);

    private static Tensor Multiply(Tensor value, Tensor weights, Tensor biases) =>
        bmm(value, weights.transpose(1, 2)).add_(biases.unsqueeze(1));

    /// <summary>Dropout. Each model draws from its own generator, so that it does not depend on the other models.</summary>
    private static Tensor Drop(Tensor features, double rate, IReadOnlyList<Generator> streams)
    {
        if (rate == 0)
        {
            return features;
        }

        Tensor[] kept = [.. streams.Select(stream => empty_like(features[0]).bernoulli_(1 - rate, stream))];
        return features * stack(kept).div_(1 - rate);
    }
}
