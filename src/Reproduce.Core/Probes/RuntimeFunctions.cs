using System.Runtime.Intrinsics;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Probes;

/// <summary>
/// The functions whose rounding depends on the versions of the .NET runtime and the system's mathematical library.
/// </summary>
internal static class RuntimeFunctions
{
    /// <summary>
    /// Decimal places to which losses are hashed. On processors without fused multiply-add, the runtime's 32-bit logarithm changes the last
    /// bits of a loss; no gradient and no weight depends on them.
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
            // Softmax takes exponentials of numbers up to 0, and logarithms of sums from 1 on.
            var (exponent, sum) = (-i * 0.4219f, 1 + (i * 0.1173f));
            var row = results.AsSpan(6 * i);
            row[0] = Vector256.Exp(Vector256.Create(exponent))[0];
            row[1] = Vector512.Exp(Vector512.Create(exponent))[0];
            row[2] = MathF.Round(Vector256.Log(Vector256.Create(sum))[0], LossDigits);
            row[3] = MathF.Round(Vector512.Log(Vector512.Create(sum))[0], LossDigits);
            // Rounded, as in soft labels and attacks: the last of 64 bits depend on whether the processor has fused multiply-add.
            row[4] = (float)Vector128.Exp(Vector128.Create((double)exponent))[0];
            row[5] = (float)Vector128.Log(Vector128.Create((double)sum))[0];
            normals[i] = random.NextNormal(0, 1);
        }

        hash.Add<float>(results);
        hash.Add<double>(normals);
    }
}
