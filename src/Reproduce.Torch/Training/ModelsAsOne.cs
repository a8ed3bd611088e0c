using System.Collections.Immutable;
using Reproduce.Core.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Reproduce.Torch.Training;

/// <summary>
/// The forward pass of several networks of one shape as one: their convolutions are the groups of one convolution, their linear layers the
/// batches of one product. One small network alone would leave a graphics card idle most of the time.
/// </summary>
internal static class ModelsAsOne
{
    /// <summary>The logits of all models.</summary>
    /// <param name="layers">The layers of each model.</param>
    /// <param name="parameters">Their parameters, as <see cref="ParameterBlock.Leaves"/>.</param>
    /// <param name="images">Normalized images, shape <c>[B, models * C, H, W]</c>.</param>
    /// <param name="dropout">The models' dropout streams; empty where no feature is dropped.</param>
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
                NetworkLayer.Dropout drop => dropout.Count == 0 ? Features(value, models) : Drop(Features(value, models), drop.Rate, dropout),
                NetworkLayer.Linear => Multiply(Features(value, models), Next(), Next()),
                _ => throw new ArgumentException($"There is no pass for {layer}.", nameof(layers)),
            };
        }

        return value.to(ScalarType.Float32).MoveToOuterDisposeScope();

        Tensor Next() => parameters[next++].to(type);
    }

    private static Tensor Convolve(Tensor value, Tensor weights, Tensor biases, long models) =>
        conv2d(value, weights.flatten(0, 1), biases.flatten(), padding: [1, 1], groups: models);

    /// <summary>Shape <c>[models, B, features]</c>, whatever comes in; a feature's place is that of <c>[C, H, W]</c>.</summary>
    private static Tensor Features(Tensor value, long models) => value.dim() == 3
        ? value
        : value.reshape(value.shape[0], models, -1).transpose(0, 1);

    private static Tensor Multiply(Tensor value, Tensor weights, Tensor biases) =>
        bmm(value, weights.transpose(1, 2)).add_(biases.unsqueeze(1));

    /// <summary>Each model draws from its own stream, so that it does not depend on which models it is trained with.</summary>
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
