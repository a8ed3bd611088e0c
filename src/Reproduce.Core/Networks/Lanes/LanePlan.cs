using System.Collections.Immutable;
using Reproduce.Core.Data;

namespace Reproduce.Core.Networks.Lanes;

/// <summary>A step of a network's pass: one or two layers that are worked on together.</summary>
/// <param name="Output">Shape of what comes out.</param>
internal abstract record LaneStage(FeatureMap Output)
{
    /// <summary>A convolution and its ReLU.</summary>
    /// <param name="Input">Shape of what comes in.</param>
    /// <param name="Output">Shape of what comes out.</param>
    /// <param name="Parameters">Place of its weights among the network's parameters; the biases follow.</param>
    internal sealed record Convolution(FeatureMap Input, FeatureMap Output, int Parameters) : LaneStage(Output);

    /// <summary>A max-pool of activations.</summary>
    /// <param name="Input">Shape of what comes in.</param>
    /// <param name="Output">Shape of what comes out.</param>
    /// <param name="Size">Rows and columns of a square.</param>
    internal sealed record MaxPool(FeatureMap Input, FeatureMap Output, int Size) : LaneStage(Output);

    /// <summary>A fully connected layer with the dropout before it and the ReLU, if any, behind it.</summary>
    /// <param name="Inputs">Features that come in.</param>
    /// <param name="Output">Shape of what comes out: <c>[outputs, 1, 1]</c>.</param>
    /// <param name="Parameters">Place of its weights among the network's parameters; the biases follow.</param>
    /// <param name="DropoutRate">Probability of dropping an input feature in training.</param>
    /// <param name="HasRelu">Whether a ReLU follows.</param>
    internal sealed record Linear(int Inputs, FeatureMap Output, int Parameters, double DropoutRate, bool HasRelu) : LaneStage(Output)
    {
        /// <summary>Features that go out.</summary>
        public int Outputs => Output.Channels;
    }
}

/// <summary>What a network's layers are in lanes: the order of work and the shape of everything between.</summary>
/// <param name="Image">Shape of the input.</param>
/// <param name="Stages">The stages, from the image to the logits.</param>
/// <param name="ParameterCount">Number of parameters.</param>
internal sealed record LanePlan(FeatureMap Image, ImmutableArray<LaneStage> Stages, int ParameterCount)
{
    /// <summary>The plan of a network.</summary>
    /// <param name="layers">Its layers.</param>
    /// <param name="input">Size of its images.</param>
    /// <exception cref="ArgumentException">The layers come in an order that the image networks of the catalog do not have.</exception>
    public static LanePlan Of(ImmutableArray<NetworkLayer> layers, ImageShape input)
    {
        var image = new FeatureMap(input.Channels, input.Height, input.Width, Border: 1);
        var stages = ImmutableArray.CreateBuilder<LaneStage>();
        var (map, parameters) = (image, 0);
        for (var i = 0; i < layers.Length; i++)
        {
            var next = i + 1 < layers.Length ? layers[i + 1] : null;
            LaneStage? stage = layers[i] switch
            {
                NetworkLayer.Convolution c when next is NetworkLayer.Relu && map.Border == 1 =>
                    new LaneStage.Convolution(map, map with { Channels = c.Filters }, parameters),
                NetworkLayer.MaxPool p when stages is [.., LaneStage.Convolution] => new LaneStage.MaxPool(map, Pooled(map, p.Size, next), p.Size),
                NetworkLayer.Linear l when map.Border == 0 => new LaneStage.Linear(
                    l.Inputs,
                    new FeatureMap(l.Outputs, 1, 1, Border: 0),
                    parameters,
                    i > 0 && layers[i - 1] is NetworkLayer.Dropout dropout ? dropout.Rate : 0,
                    next is NetworkLayer.Relu),
                NetworkLayer.Relu or NetworkLayer.Dropout => null,
                _ => throw new ArgumentException($"{layers[i]} can't follow here on a map of {map}.", nameof(layers)),
            };
            if (stage is not null)
            {
                stages.Add(stage);
                map = stage.Output;
                parameters += ImageNetworkLayers.ParameterCount([layers[i]]);
            }
        }

        return new LanePlan(image, stages.ToImmutable(), parameters);
    }

    private static FeatureMap Pooled(FeatureMap map, int size, NetworkLayer? next) =>
        new(map.Channels, map.Height / size, map.Width / size, next is NetworkLayer.Convolution ? 1 : 0);
}
