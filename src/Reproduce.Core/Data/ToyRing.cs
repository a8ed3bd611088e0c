using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Data;

/// <summary>
/// The paper's toy set (section 5.1, figure 1): two Gaussian clusters (labels 0 and 1) within a ring (label 2), 1,200 points
/// of the plane. It is generated: the draws of numpy's legacy generator reproduce the published file in every digit.
/// </summary>
/// <remarks>There is no test split: the paper's figures and accuracies use the training points.</remarks>
public sealed class ToyRing
{
    /// <summary>Number of classes.</summary>
    public const int ClassCount = 3;

    /// <summary>The seed of the published file.</summary>
    public const uint PublishedSeed = 42;

    private const int ClusterSize = 300;
    private const double RingRadius = 4.0;

    private ToyRing(ImmutableArray<double> x0, ImmutableArray<double> x1, ImmutableArray<int> labels)
    {
        X0 = x0;
        X1 = x1;
        Labels = labels;
        Bounds = new Box(x0.Min(), x0.Max(), x1.Min(), x1.Max());
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToCsv())));
    }

    /// <summary>First coordinates, shape <c>[1200]</c>.</summary>
    public ImmutableArray<double> X0 { get; }

    /// <summary>Second coordinates, shape <c>[1200]</c>.</summary>
    public ImmutableArray<double> X1 { get; }

    /// <summary>Labels 0, 1 or 2, shape <c>[1200]</c>.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>The data's bounding box, which is also the window of the paper's heatmaps.</summary>
    public Box Bounds { get; }

    /// <summary>Number of points.</summary>
    public int Count => Labels.Length;

    /// <summary>SHA-256 of <see cref="ToCsv"/>, in lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Draws the set.</summary>
    /// <param name="seed">Seed of the draws; the default is the published file's.</param>
    public static ToyRing Generate(uint seed = PublishedSeed)
    {
        var random = new MersenneTwister(seed);
        var x0 = ImmutableArray.CreateBuilder<double>();
        var x1 = ImmutableArray.CreateBuilder<double>();
        x0.AddRange(Normals(random, -1, 0.6));
        x1.AddRange(Normals(random, -1.5, 0.6));
        x0.AddRange(Normals(random, 1, 0.8));
        x1.AddRange(Normals(random, 1.1, 0.7));
        foreach (var half in (ReadOnlySpan<int>)[+1, -1])
        {
            var noise = Normals(random, 0, 0.4);
            for (var i = 0; i < ClusterSize; i++)
            {
                var x = Linspace(-RingRadius, RingRadius, ClusterSize, i);
                x0.Add(x);
                x1.Add((half * Math.Sqrt((1 - (x * x / 16)) * 16)) + noise[i]);
            }
        }

        var labels = Enumerable.Range(0, x0.Count).Select(i => Math.Min(i / ClusterSize, ClassCount - 1));
        return new ToyRing(x0.ToImmutable(), x1.ToImmutable(), [.. labels]);
    }

    /// <summary>The set in the format of the published CSV file: header <c>,x0,x1,label</c>, shortest round-trip numbers, LF.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder(",x0,x1,label\n");
        for (var i = 0; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{Shortest(X0[i])},{Shortest(X1[i])},{Labels[i]}.0\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// Python's format of a number: the shortest text that parses to the same value, with a decimal point or an exponent.
    /// </summary>
    private static string Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }

    private static double[] Normals(MersenneTwister random, double mean, double deviation)
    {
        var draws = new double[ClusterSize];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = random.NextNormal(mean, deviation);
        }

        return draws;
    }

    /// <summary>numpy's arithmetic: the step is rounded before it is multiplied, and the last value is the stop itself.</summary>
    private static double Linspace(double start, double stop, int count, int index) =>
        index == count - 1 ? stop : (index * ((stop - start) / (count - 1))) + start;
}
