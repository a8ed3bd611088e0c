using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Randomness;

namespace Reproduce.Tests.Core.Networks.Simd;

/// <summary>Compares convolutions by tiles with the definition, in 64 bits.</summary>
[TestFixture]
public sealed unsafe class WinogradTest
{
    private const int Lanes = FeatureMap.Lanes;
    private const int Lane = 5;

    [TestCase(8, 8, 5, 5, Description = "four tiles that overlap each other")]
    [TestCase(9, 10, 7, 6, Description = "channels that are padded; another number of columns than rows")]
    [TestCase(16, 8, 14, 14)]
    [TestCase(12, 20, 12, 12, Description = "nine tiles, not a multiple of four; two groups of filters and of channels")]
    [TestCase(32, 17, 8, 21)]
    [TestCase(8, 9, 32, 32, Description = "tiles in several parts")]
    public void Outputs_and_gradients_are_those_of_the_definition(int channels, int filters, int height, int width)
    {
        using var layer = new Layer(channels, filters, height, width);

        layer.Forward(OutputRule.None);
        layer.Backward(OutputRule.None);

        RandomNetworks.RelativeDifference(layer.Output.Of(Lane), layer.ExactOutput()).Should().BeLessThan(5e-6);
        RandomNetworks.RelativeDifference(layer.InputGradient.Of(Lane), layer.ExactInputGradient()).Should().BeLessThan(5e-6);
        RandomNetworks.RelativeDifference(layer.WeightGradients(), layer.ExactWeightGradients()).Should().BeLessThan(5e-6);
    }

    [Test]
    public void The_rules_change_the_plain_outputs_as_they_say()
    {
        using var layer = new Layer(8, 8, 9, 9);
        layer.Forward(OutputRule.None);
        layer.Backward(OutputRule.None);
        var (outputs, gradients) = (layer.Output.Of(Lane), layer.InputGradient.Of(Lane));

        layer.Forward(OutputRule.Relu);
        layer.Backward(OutputRule.Gate);

        layer.Output.Of(Lane).Should().Equal(outputs.Select(output => Math.Max(output, 0)));
        layer.InputGradient.Of(Lane).Should().Equal(gradients.Zip(layer.Input.Of(Lane), (gradient, gate) => gate > 0 ? gradient : 0));
    }

    [Test]
    public void A_gradient_of_zero_passes_back_exactly_zero_whatever_the_other_images_have()
    {
        using var layer = new Layer(8, 8, 10, 10);
        layer.OutputGradient.Clear(Lane);

        layer.Backward(OutputRule.None);

        layer.InputGradient.Of(Lane).Should().OnlyContain(gradient => gradient == 0);
        layer.InputGradient.Of(Lane + 1).Should().NotContain(0);
    }

    [TestCase(8, 8, 5, 5, true)]
    [TestCase(7, 8, 5, 5, false)]
    [TestCase(8, 7, 5, 5, false)]
    [TestCase(8, 8, 4, 5, false)]
    [TestCase(8, 8, 5, 4, false)]
    public void Few_channels_and_small_maps_are_computed_directly(int channels, int filters, int height, int width, bool byTiles)
    {
        var (input, output) = (new FeatureMap(channels, height, width, 1), new FeatureMap(filters, height, width, 1));

        new SimdStage.Convolution("block", input, output, 0).ByTiles.Should().Be(byTiles);
    }

    /// <summary>Random numbers in a map.</summary>
    private sealed class Features(FeatureMap map) : IDisposable
    {
        private readonly AlignedFloats _values = new(map.Size);

        public float* Pointer => _values.Pointer;

        public static Features Random(FeatureMap map, MersenneTwister random)
        {
            var features = new Features(map);
            features.Fill(_ => (float)((2 * random.NextDouble()) - 1));
            return features;
        }

        public void Clear(int lane) => Fill(place => place % Lanes == lane ? 0 : _values.Span[place]);

        /// <summary>One lane's features, <c>[channels, rows, columns]</c>.</summary>
        public float[] Of(int lane)
        {
            var features = new float[map.Channels * map.Height * map.Width];
            for (var i = 0; i < features.Length; i++)
            {
                features[i] = _values.Span[Place(i) + lane];
            }

            return features;
        }

        /// <summary>A lane's feature, 0 in the border and beyond.</summary>
        public double At(int channel, int y, int x, int lane) =>
            y >= 0 && y < map.Height && x >= 0 && x < map.Width
                ? _values.Span[Place((((channel * map.Height) + y) * map.Width) + x) + lane]
                : 0;

        public void Dispose() => _values.Dispose();

        private int Place(int i) => (int)map.Interior(i / (map.Height * map.Width))
            + (i / map.Width % map.Height * map.RowStride) + (i % map.Width * Lanes);

        private void Fill(Func<int, float> value)
        {
            for (var i = 0; i < map.Channels * map.Height * map.Width; i++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    _values.Span[Place(i) + lane] = value(Place(i) + lane);
                }
            }
        }
    }

    /// <summary>A layer with random inputs, weights and gradients.</summary>
    private sealed class Layer : IDisposable
    {
        private readonly int _channels;
        private readonly int _filters;
        private readonly SimdStage.Convolution _stage;
        private readonly float[] _weights;
        private readonly AlignedFloats _biases;
        private readonly AlignedFloats _zeros;
        private readonly AlignedFloats _scratch;

        public Layer(int channels, int filters, int height, int width)
        {
            var random = new MersenneTwister(1);
            (_channels, _filters) = (channels, filters);
            var (input, output) = (new FeatureMap(channels, height, width, 1), new FeatureMap(filters, height, width, 1));
            _stage = new SimdStage.Convolution("block", input, output, 0);
            _weights = [.. Enumerable.Range(0, channels * filters * 9).Select(_ => (float)((2 * random.NextDouble()) - 1))];
            (_biases, _zeros) = (new AlignedFloats(output.PaddedChannels), new AlignedFloats(input.PaddedChannels));
            _biases.Span.Fill(0.5f);
            _scratch = new AlignedFloats(_stage.ScratchLength(forTraining: true));
            // What an earlier layer left there must not matter.
            _scratch.Span.Fill(float.NaN);
            (Input, OutputGradient) = (Features.Random(input, random), Features.Random(output, random));
            (Output, InputGradient) = (new Features(output), new Features(input));
        }

        public Features Input { get; }

        public Features Output { get; }

        public Features InputGradient { get; }

        public Features OutputGradient { get; }

        public void Forward(OutputRule rule)
        {
            using var packed = new AlignedFloats(WinogradFilters.PackedLength(_channels, _filters));
            WinogradFilters.Pack(_weights, _channels, _filters, packed.Span);
            WinogradConvolution.Convolve(
                _stage.Input,
                Input.Pointer,
                packed.Pointer,
                _biases.Pointer,
                _stage.Output,
                Output.Pointer,
                rule,
                Output.Pointer,
                _scratch.Pointer);
        }

        public void Backward(OutputRule rule)
        {
            using var packed = new AlignedFloats(WinogradFilters.PackedLength(_filters, _channels));
            WinogradFilters.PackTransposed(_weights, _channels, _filters, packed.Span);
            WinogradConvolution.Convolve(
                _stage.Output,
                OutputGradient.Pointer,
                packed.Pointer,
                _zeros.Pointer,
                _stage.Input,
                InputGradient.Pointer,
                rule,
                Input.Pointer,
                _scratch.Pointer);
        }

        public float[] WeightGradients()
        {
            using var sums = new AlignedFloats(SimdConvolutionGradient.SumsLength(_channels, _filters));
            SimdConvolutionGradient.Add(_stage, Input.Pointer, OutputGradient.Pointer, sums.Pointer, _scratch.Pointer);
            var gradients = new float[_weights.Length + _filters];
            SimdConvolutionGradient.Reduce(sums.Pointer, _channels, _filters, gradients);
            return gradients;
        }

        public float[] ExactOutput() =>
        [
            .. from filter in Enumerable.Range(0, _filters)
               from y in Enumerable.Range(0, _stage.Output.Height)
               from x in Enumerable.Range(0, _stage.Output.Width)
               select (float)(0.5 + Sum(_channels, (channel, u, v) =>
                   Weight(filter, channel, u, v) * Input.At(channel, y + u - 1, x + v - 1, Lane))),
        ];

        public float[] ExactInputGradient() =>
        [
            .. from channel in Enumerable.Range(0, _channels)
               from y in Enumerable.Range(0, _stage.Input.Height)
               from x in Enumerable.Range(0, _stage.Input.Width)
               select (float)Sum(_filters, (filter, u, v) =>
                   Weight(filter, channel, u, v) * OutputGradient.At(filter, y - u + 1, x - v + 1, Lane)),
        ];

        public float[] ExactWeightGradients() =>
        [
            .. from filter in Enumerable.Range(0, _filters)
               from channel in Enumerable.Range(0, _channels)
               from tap in Enumerable.Range(0, 9)
               select (float)SumOverOutputs((y, x, lane) =>
                   OutputGradient.At(filter, y, x, lane) * Input.At(channel, y + (tap / 3) - 1, x + (tap % 3) - 1, lane)),
            .. from filter in Enumerable.Range(0, _filters)
               select (float)SumOverOutputs((y, x, lane) => OutputGradient.At(filter, y, x, lane)),
        ];

        public void Dispose()
        {
            IDisposable[] parts = [Input, Output, InputGradient, OutputGradient, _biases, _zeros, _scratch];
            foreach (var part in parts)
            {
                part.Dispose();
            }
        }

        private static double Sum(int channels, Func<int, int, int, double> product)
        {
            var sum = 0.0;
            for (var i = 0; i < channels * 9; i++)
            {
                sum += product(i / 9, i % 9 / 3, i % 3);
            }

            return sum;
        }

        private double SumOverOutputs(Func<int, int, int, double> product)
        {
            var sum = 0.0;
            for (var i = 0; i < _stage.Output.Height * _stage.Output.Width * Lanes; i++)
            {
                var place = i / Lanes;
                sum += product(place / _stage.Output.Width, place % _stage.Output.Width, i % Lanes);
            }

            return sum;
        }

        private double Weight(int filter, int channel, int u, int v) => _weights[(((((filter * _channels) + channel) * 3) + u) * 3) + v];
    }
}
