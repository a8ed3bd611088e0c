using System.Runtime.Intrinsics;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Probes;

/// <summary>
/// The functions that the runtime and the system's mathematical library round as they like: another version of either may give other bits.
/// </summary>
internal static class RuntimeFunctions
{
    /// <summary>
    /// Decimal places to which recorded losses are compared. Their last bits differ on processors that cannot fuse an addition into a
    /// product, by the runtime's logarithm of 32 bits; no gradient and no weight depends on them.
    /// </summary>
    public const int LossDigits = 4;

    private const int Points = 256;

    /// <summary>Adds exponentials and logarithms over a grid, and normal draws.</summary>
    /// <param name="hash">Receives the results.</param>
    public static void AddTo(ProbeHash hash)
    {
        var (results, normals) = (new float[6 * Points], new double[Points]);
        var random = MersenneTwister.FromKey("probe/normal");
        for (var i = 0; i < Points; i++)
        {
            // Softmax takes exponentials of numbers up to 0, and logarithms of sums of 1 or more.
            var (exponent, sum) = (-i * 0.4219f, 1 + (i * 0.1173f));
            var row = results.AsSpan(6 * i);
            row[0] = Vector256.Exp(Vector256.Create(exponent))[0];
            row[1] = Vector512.Exp(Vector512.Create(exponent))[0];
            row[2] = MathF.Round(Vector256.Log(Vector256.Create(sum))[0], LossDigits);
            row[3] = MathF.Round(Vector512.Log(Vector512.Create(sum))[0], LossDigits);
            // Rounded, as soft labels and attacks do it: the last bits of 64 depend on whether a processor fuses additions into products.
            row[4] = (float)Vector128.Exp(Vector128.Create((double)exponent))[0];
            row[5] = (float)Vector128.Log(Vector128.Create((double)sum))[0];
            normals[i] = random.NextNormal(0, 1);
        }

        hash.Add<float>(results);
        hash.Add<double>(normals);
    }
}
