using System.Diagnostics;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Reproduce.Bench.Speed;

/// <summary>How many single-precision multiply-adds a second this machine can do at most.</summary>
public static class PeakSpeed
{
    private const int Side = 1536;
    private const int Chains = 12;
    private const int Rounds = 4_000_000;

    /// <summary>By libtorch's product of two large matrices.</summary>
    /// <param name="threads">Threads at once.</param>
    /// <param name="atLeast">Time to measure for.</param>
    public static double OfMatrixProduct(int threads, TimeSpan atLeast)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        var (a, b) = (rand(Side, Side), rand(Side, Side));
        mm(a, b).Dispose();
        var (products, started) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(started) < atLeast)
        {
            mm(a, b).Dispose();
            products++;
        }

        return products * Math.Pow(Side, 3) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>By a loop of nothing but fused multiply-adds on independent vectors.</summary>
    /// <param name="threads">Threads at once.</param>
    public static double OfLoop(int threads)
    {
        Loop();
        var started = Stopwatch.GetTimestamp();
        var sums = new float[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread => sums[thread] = Loop());
        GC.KeepAlive(sums);
        return (double)threads * Rounds * Chains * Vector512<float>.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Twelve chains: as many as hide the latency of a multiply-add on processors of today.</summary>
    private static float Loop()
    {
        var factor = Vector512.Create(0.999f);
        var (a, b, c, d) = (factor, factor, factor, factor);
        var (e, f, g, h) = (factor, factor, factor, factor);
        var (i, j, k, l) = (factor, factor, factor, factor);
        for (var round = 0; round < Rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, factor);
            b = Vector512.FusedMultiplyAdd(b, factor, factor);
            c = Vector512.FusedMultiplyAdd(c, factor, factor);
            d = Vector512.FusedMultiplyAdd(d, factor, factor);
            e = Vector512.FusedMultiplyAdd(e, factor, factor);
            f = Vector512.FusedMultiplyAdd(f, factor, factor);
            g = Vector512.FusedMultiplyAdd(g, factor, factor);
            h = Vector512.FusedMultiplyAdd(h, factor, factor);
            i = Vector512.FusedMultiplyAdd(i, factor, factor);
            j = Vector512.FusedMultiplyAdd(j, factor, factor);
            k = Vector512.FusedMultiplyAdd(k, factor, factor);
            l = Vector512.FusedMultiplyAdd(l, factor, factor);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
