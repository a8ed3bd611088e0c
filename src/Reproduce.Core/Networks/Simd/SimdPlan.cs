using System.Collections.Immutable;
using Reproduce.Core.Data;

namespace Reproduce.Core.Networks.Simd;

/// <summary>A stage of a network: one or two layers that are computed together.</summary>
/// <param name="Block">The module that its layers are in, such as <c>convblock1</c>.</param>
/// <param name="Output">Shape of the output.</param>
internal abstract record SimdStage(string Block, FeatureMap Output)
{
    /// <summary>Whether the stage ends in a ReLU. The gradient with respect to its output is then that before the ReLU.</summary>
    public abstract bool HasRelu { get; }

    /// <summary>A convolution and its ReLU.</summary>
    /// <param name="Block">The module that its layers are in.</param>
    /// <param name="Input">Shape of the input.</param>
    /// <param name="Output">Shape of the output.</param>
    /// <param name="Parameters">Index of its weights among the network's parameters; the biases follow.</param>
    internal sealed record Convolution(string Block, FeatureMap Input, FeatureMap Output, int Parameters) : SimdStage(Block, Output)
    {
        /// <inheritdoc/>
        public override bool HasRelu => true;

        /// <summary>Whether it is computed by <see cref="WinogradConvolution"/>, else by <see cref="SimdConvolution"/>.</summary>
        public bool ByTiles => WinogradTiles.Suit(Input, Output);

        /// <summary>Number of floats of working memory that its passes need.</summary>
        /// <param name="forTraining">Whether gradients with respect to the weights are computed, too.</param>
        public long ScratchLength(bool forTraining) => ByTiles
            ? Math.Max(
                WinogradConvolution.ScratchLength(Math.Max(Input.Channels, Output.Channels)),
                forTraining ? WinogradConvolutionGradient.ScratchLength(Input, Output) : 0)
            : 0;
    }

    /// <summary>A max-pool of activations.</summary>
    /// <param name="Block">The module that its layers are in.</param>
    /// <param name="Input">Shape of the input.</param>
    /// <param name="Output">Shape of the output.</param>
    /// <param name="Size">Rows and columns of a square.</param>
    internal sealed record MaxPool(string Block, FeatureMap Input, FeatureMap Output, int Size) : SimdStage(Block, Output)
    {
        /// <inheritdoc/>
        public override bool HasRelu => false;
    }

    /// <summary>A fully connected layer, with the dropout before it and the ReLU after it, if any.</summary>
    /// <param name="Block">The module that its layers are in.</param>
    /// <param name="Inputs">Input features.</param>
    /// <param name="Output">Shape of the output: <c>[outputs, 1, 1]</c>.</param>
    /// <param name="Parameters">Index of its weights among the network's parameters; the biases follow.</param>
    /// <param name="DropoutRate">Probability of dropping an input feature in training.</param>
    /// <param name="HasRelu">Whether a ReLU follows.</param>
    internal sealed record Linear(string Block, int Inputs, FeatureMap Output, int Parameters, double DropoutRate, bool HasRelu)
        : SimdStage(Block, Output)
    {
        /// <inheritdoc/>
        public override bool HasRelu { get; } = HasRelu;

        /// <summary>Output features.</summary>
        public int Outputs => Output.Channels;
    }
}

/// <summary>The stages of a network and the memory layout of every activation.</summary>
/// <param name="Image">Shape of the input.</param>
/// <param name="Stages">The stages, from the image to the logits.</param>
/// <param name="ParameterCount">Number of parameters.</param>
internal sealed record SimdPlan(FeatureMap Image, ImmutableArray<SimdStage> Stages, int ParameterCount)
{
    /// <summary>The plan of a network.</summary>
    /// <param name="layers">Its layers.</param>
    /// <param name="input">Size of its images.</param>
    /// <exception cref="ArgumentException">The layers are in an order that no image network of the catalog has.</exception>
    public static SimdPlan Of(ImmutableArray<NetworkLayer> layers, ImageShape input)
    {
        var image = new FeatureMap(input.Channels, input.Height, input.Width, Border: 1);
        var stages = ImmutableArray.CreateBuilder<SimdStage>();
        var (map, parameters) = (image, 0);
        for (var i = 0; i < layers.Length; i++)
        {
            var next = i + 1 < layers.Length ? layers[i + 1] : null;
            SimdStage? stage = layers[i] switch
            {
                NetworkLayer.Convolution c when next is NetworkLayer.Relu && map.Border == 1 =>
                    new SimdStage.Convolution(c.Block, map, map with { Channels = c.Filters }, parameters),
                NetworkLayer.MaxPool p when stages is [.., SimdStage.Convolution] =>
                    new SimdStage.MaxPool(p.Block, map, Pooled(map, p.Size, next), p.Size),
                NetworkLayer.Linear l when map.Border == 0 => new SimdStage.Linear(
                    l.Block,
                    l.Inputs,
                    new FeatureMap(l.Outputs, 1, 1, Border: 0),
                    parameters,
                    i > 0 && layers[i - 1] is NetworkLayer.Dropout dropout ? dropout.Rate : 0,
                    next is NetworkLayer.Relu),
                NetworkLayer.Relu or NetworkLayer.Dropout => null,
                _ => throw new ArgumentException($"Layer {i}, {layers[i]}, can't take a map of {map}.", nameof(layers)),
            };
            if (stage is not null)
            {
                stages.Add(stage);
                map = stage.Output;
                parameters += ImageNetworkLayers.ParameterCount([layers[i]]);
            }
        }

        return new SimdPlan(image, stages.ToImmutable(), parameters);
    }

    /// <summary>Index of the stage whose output is that of a block.</summary>
    /// <param name="block">The block's name, such as <c>convblock2</c>.</param>
    /// <exception cref="ArgumentException">The network has no convolution block of that name.</exception>
    public int LastStageOf(string block)
    {
        for (var i = Stages.Length - 1; i >= 0; i--)
        {
            if (Stages[i].Block == block && Stages[i] is not SimdStage.Linear)
            {
                // The buffers hold a convolution's gradient before its ReLU, but the block's output is after it.
                return Stages[i].HasRelu ? throw new NotSupportedException($"{block} does not end in a max-pool.") : i;
            }
        }

        var blocks = Stages.Where(stage => stage is not SimdStage.Linear).Select(stage => stage.Block).Distinct();
        throw new ArgumentException(
            $"The network has no convolution block '{block}'; expected one of {string.Join(", ", blocks)}.", nameof(block));
    }

    private static FeatureMap Pooled(FeatureMap map, int size, NetworkLayer? next) =>
        new(map.Channels, map.Height / size, map.Width / size, next is NetworkLayer.Convolution ? 1 : 0);
}
