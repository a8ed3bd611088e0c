using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Reproduce.Core.Networks.Simd;

/// <summary>Fully connected layers of 16 images at once: features <c>[F, 16]</c>, weights <c>[outputs, inputs]</c>.</summary>
internal static unsafe class SimdLinear
{
    private const int Lanes = FeatureMap.Lanes;
    private const int Block = 8;

    /// <summary>output = weights · input + bias, with or without ReLU.</summary>
    public static void Forward(float* input, int inputs, float* weights, float* bias, float* output, int outputs, bool relu)
    {
        var o = 0;
        for (; o <= outputs - Block; o += Block)
        {
            Products(input, inputs, Lanes, weights + ((long)o * inputs), inputs, 1, bias + o, output + (o * Lanes));
        }

        for (; o < outputs; o++)
        {
            Product(input, inputs, weights + ((long)o * inputs), 1, bias[o]).StoreAligned(output + (o * Lanes));
        }

        for (o = 0; relu && o < outputs; o++)
        {
            Vector512.Max(Vector512.LoadAligned(output + (o * Lanes)), Vector512<float>.Zero).StoreAligned(output + (o * Lanes));
        }
    }

    /// <summary>The gradient with respect to the input: weights transposed · outputGradient.</summary>
    public static void InputGradient(float* outputGradient, int outputs, float* weights, float* inputGradient, int inputs, float* zeros)
    {
        var i = 0;
        for (; i <= inputs - Block; i += Block)
        {
            Products(outputGradient, outputs, Lanes, weights + i, 1, inputs, zeros, inputGradient + ((long)i * Lanes));
        }

        for (; i < inputs; i++)
        {
            Product(outputGradient, outputs, weights + i, inputs, 0).StoreAligned(inputGradient + ((long)i * Lanes));
        }
    }

    /// <summary>Adds the gradients of 16 images to those of weights <c>[outputs, inputs]</c> and biases <c>[outputs]</c>.</summary>
    /// <param name="inputByLane">The layer's input, <c>[16, inputs]</c>: see <see cref="Transpose"/>.</param>
    /// <param name="inputs">Input features.</param>
    /// <param name="outputGradient">Shape <c>[outputs, 16]</c>.</param>
    /// <param name="outputs">Output features.</param>
    /// <param name="gradients">Weights, then biases; changed in place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeightGradients(float* inputByLane, int inputs, float* outputGradient, int outputs, float* gradients)
    {
        const int step = 4 * Lanes;
        for (var o = 0; o < outputs; o++)
        {
            var row = gradients + ((long)o * inputs);
            var lanes = outputGradient + (o * Lanes);
            var i = 0;
            for (; i <= inputs - step; i += step)
            {
                var (s0, s1) = (Vector512.Load(row + i), Vector512.Load(row + i + Lanes));
                var (s2, s3) = (Vector512.Load(row + i + (2 * Lanes)), Vector512.Load(row + i + (3 * Lanes)));
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var source = inputByLane + ((long)lane * inputs) + i;
                    var gradient = Vector512.Create(lanes[lane]);
                    s0 = Vector512.FusedMultiplyAdd(Vector512.Load(source), gradient, s0);
                    s1 = Vector512.FusedMultiplyAdd(Vector512.Load(source + Lanes), gradient, s1);
                    s2 = Vector512.FusedMultiplyAdd(Vector512.Load(source + (2 * Lanes)), gradient, s2);
                    s3 = Vector512.FusedMultiplyAdd(Vector512.Load(source + (3 * Lanes)), gradient, s3);
                }

                s0.Store(row + i);
                s1.Store(row + i + Lanes);
                s2.Store(row + i + (2 * Lanes));
                s3.Store(row + i + (3 * Lanes));
            }

            for (; i < inputs; i++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    row[i] = MathF.FusedMultiplyAdd(inputByLane[((long)lane * inputs) + i], lanes[lane], row[i]);
                }
            }

            var bias = gradients + ((long)outputs * inputs) + o;
            for (var lane = 0; lane < Lanes; lane++)
            {
                *bias += lanes[lane];
            }
        }
    }

    /// <summary>Transposes features <c>[F, 16]</c> to <c>[16, F]</c>.</summary>
    public static void Transpose(float* features, int count, float* byLane)
    {
        for (var feature = 0; feature < count; feature++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                byLane[((long)lane * count) + feature] = features[((long)feature * Lanes) + lane];
            }
        }
    }

    /// <summary>Eight sums of products at once, since a single sum would wait for each product to finish.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Products(
        float* vectors, int count, int vectorStride, float* weights, long blockStride, long stride, float* first, float* output)
    {
        var (s0, s1) = (Vector512.Create(first[0]), Vector512.Create(first[1]));
        var (s2, s3) = (Vector512.Create(first[2]), Vector512.Create(first[3]));
        var (s4, s5) = (Vector512.Create(first[4]), Vector512.Create(first[5]));
        var (s6, s7) = (Vector512.Create(first[6]), Vector512.Create(first[7]));
        for (var i = 0; i < count; i++)
        {
            var vector = Vector512.LoadAligned(vectors);
            s0 = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[0]), s0);
            s1 = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[blockStride]), s1);
            s2 = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[2 * blockStride]), s2);
            s3 = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[3 * blockStride]), s3);
            s4 = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[4 * blockStride]), s4);
            s5 = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[5 * blockStride]), s5);
            s6 = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[6 * blockStride]), s6);
            s7 = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[7 * blockStride]), s7);
            vectors += vectorStride;
            weights += stride;
        }

        s0.StoreAligned(output);
        s1.StoreAligned(output + Lanes);
        s2.StoreAligned(output + (2 * Lanes));
        s3.StoreAligned(output + (3 * Lanes));
        s4.StoreAligned(output + (4 * Lanes));
        s5.StoreAligned(output + (5 * Lanes));
        s6.StoreAligned(output + (6 * Lanes));
        s7.StoreAligned(output + (7 * Lanes));
    }

    private static Vector512<float> Product(float* vectors, int count, float* weights, long stride, float first)
    {
        var sum = Vector512.Create(first);
        for (var i = 0; i < count; i++)
        {
            var vector = Vector512.LoadAligned(vectors + ((long)i * Lanes));
            sum = Vector512.FusedMultiplyAdd(vector, Vector512.Create(weights[i * stride]), sum);
        }

        return sum;
    }
}
