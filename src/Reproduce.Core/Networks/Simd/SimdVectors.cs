using System.Runtime.Intrinsics;

namespace Reproduce.Core.Networks.Simd;

/// <summary>Element-wise operations on maps and features.</summary>
internal static unsafe class SimdVectors
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>The backward pass of a ReLU: sets the gradient to zero where the activation is zero.</summary>
    public static void Gate(float* activation, float* gradient, long count)
    {
        for (var i = 0L; i < count; i += Lanes)
        {
            var open = Vector512.GreaterThan(Vector512.LoadAligned(activation + i), Vector512<float>.Zero);
            (open & Vector512.LoadAligned(gradient + i)).StoreAligned(gradient + i);
        }
    }

    /// <summary>max(x, 0) of every number.</summary>
    public static void Rectify(float* values, long count)
    {
        for (var i = 0L; i < count; i += Lanes)
        {
            Vector512.Max(Vector512.LoadAligned(values + i), Vector512<float>.Zero).StoreAligned(values + i);
        }
    }

    /// <summary>Multiplies features by their dropout factors.</summary>
    public static void Multiply(float* features, float* multiples, float* result, long count)
    {
        for (var i = 0L; i < count; i += Lanes)
        {
            (Vector512.LoadAligned(features + i) * Vector512.LoadAligned(multiples + i)).StoreAligned(result + i);
        }
    }
}
