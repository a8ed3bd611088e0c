using System.Runtime.Intrinsics;

namespace Reproduce.Core.Networks.Simd;

/// <summary>Max-pooling of 16 images at once.</summary>
internal static unsafe class SimdMaxPool
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>The maximum of each square.</summary>
    public static void Forward(FeatureMap inputMap, float* input, int size, FeatureMap outputMap, float* output)
    {
        for (var channel = 0; channel < outputMap.PaddedChannels; channel++)
        {
            for (var y = 0; y < outputMap.Height; y++)
            {
                var target = output + outputMap.Interior(channel) + ((long)y * outputMap.RowStride);
                var source = input + inputMap.Interior(channel) + ((long)y * size * inputMap.RowStride);
                for (var x = 0; x < outputMap.Width; x++)
                {
                    MaximumOf(source + (x * size * Lanes), inputMap.RowStride, size).StoreAligned(target + (x * Lanes));
                }
            }
        }
    }

    /// <summary>
    /// Passes each square's gradient to the square's first maximum, as PyTorch does; to none where the maximum is 0. The input is an
    /// activation after a ReLU, and the result is the gradient before that ReLU.
    /// </summary>
    public static void Backward(
        FeatureMap inputMap, float* input, float* inputGradient, int size, FeatureMap outputMap, float* output, float* outputGradient)
    {
        for (var channel = 0; channel < outputMap.PaddedChannels; channel++)
        {
            for (var y = 0; y < outputMap.Height; y++)
            {
                var pooled = outputMap.Interior(channel) + ((long)y * outputMap.RowStride);
                var square = inputMap.Interior(channel) + ((long)y * size * inputMap.RowStride);
                for (var x = 0; x < outputMap.Width; x++)
                {
                    Route(
                        input + square,
                        inputGradient + square,
                        inputMap.RowStride,
                        size,
                        Vector512.LoadAligned(output + pooled),
                        Vector512.LoadAligned(outputGradient + pooled));
                    pooled += Lanes;
                    square += size * Lanes;
                }
            }
        }
    }

    private static Vector512<float> MaximumOf(float* square, int row, int size)
    {
        var maximum = Vector512.LoadAligned(square);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                maximum = Vector512.Max(maximum, Vector512.LoadAligned(square + (y * row) + (x * Lanes)));
            }
        }

        return maximum;
    }

    private static void Route(float* square, float* gradients, int row, int size, Vector512<float> maximum, Vector512<float> gradient)
    {
        var open = Vector512.GreaterThan(maximum, Vector512<float>.Zero);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var place = (y * row) + (x * Lanes);
                var here = open & Vector512.Equals(Vector512.LoadAligned(square + place), maximum);
                (here & gradient).StoreAligned(gradients + place);
                open = Vector512.AndNot(open, here);
            }
        }
    }
}
