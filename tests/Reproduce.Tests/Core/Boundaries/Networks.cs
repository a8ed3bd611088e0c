using CsCheck;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>A hidden unit: its input weights and bias, and its weights to the three logits.</summary>
internal readonly record struct Unit(double W0, double W1, double B, double V0, double V1, double V2);

/// <summary>Hand-made and random networks.</summary>
internal static class Networks
{
    /// <summary>A logit so low that its class is never predicted.</summary>
    public const double Never = -1e6;

    public static Box Square { get; } = new(-2, 2, -2, 2);

    /// <summary>
    /// Random networks with parameters in [-1, 1], multiples of 2^-16: few enough digits that sums with whole numbers and products
    /// with small ones stay exact in single precision.
    /// </summary>
    public static Gen<Perceptron> Any { get; } =
        from hidden in Gen.Int[1, 12]
        from sixteenBits in Gen.Int[-65536, 65536].Array[Perceptron.ParameterCount(hidden)]
        select new Perceptron([.. sixteenBits.Select(number => number / 65536f)]);

    /// <summary>A random network from a seed, with parameters as in <see cref="Any"/>.</summary>
    public static Perceptron Random(uint seed, int hidden)
    {
        var random = new MersenneTwister(seed);
        var parameters = new float[Perceptron.ParameterCount(hidden)];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = (random.NextInt32(131073) - 65536) / 65536f;
        }

        return new Perceptron(parameters);
    }

    /// <summary>The network of these hidden units and output biases.</summary>
    public static Perceptron Of((double Zero, double One, double Two) biases, params Unit[] units) => new(
    [
        .. units.SelectMany(unit => new[] { (float)unit.W0, (float)unit.W1 }),
        .. units.Select(unit => (float)unit.B),
        .. units.Select(unit => (float)unit.V0),
        .. units.Select(unit => (float)unit.V1),
        .. units.Select(unit => (float)unit.V2),
        (float)biases.Zero, (float)biases.One, (float)biases.Two,
    ]);

    /// <summary>The hidden units of a network.</summary>
    public static Unit[] Units(Perceptron network) =>
    [
        .. Enumerable.Range(0, network.Hidden).Select(h => new Unit(
            network.HiddenWeights[2 * h],
            network.HiddenWeights[(2 * h) + 1],
            network.HiddenBiases[h],
            network.OutputWeights[h],
            network.OutputWeights[network.Hidden + h],
            network.OutputWeights[(2 * network.Hidden) + h])),
    ];

    public static (double Zero, double One, double Two) Biases(Perceptron network) =>
        (network.OutputBiases[0], network.OutputBiases[1], network.OutputBiases[2]);

    /// <summary>Logits z_0 = slope · x, for slopes up to 25, and z_1 = 0, of a unit that is active all over the square.</summary>
    public static Perceptron Linear(double slope0, double slope1) =>
        Of((-100, 0, Never), new Unit(slope0, slope1, 100, 1, 0, 0));

    public static double[] Logits(Perceptron network, double x0, double x1)
    {
        var logits = new double[Perceptron.Classes];
        network.Logits(x0, x1, logits);
        return logits;
    }

    public static double[] Probabilities(Perceptron network, double x0, double x1)
    {
        var logits = Logits(network, x0, x1);
        var exponentials = logits.Select(logit => Math.Exp(logit - logits.Max())).ToArray();
        return [.. exponentials.Select(exponential => exponential / exponentials.Sum())];
    }

    public static int PredictedClass(Perceptron network, double x0, double x1)
    {
        var logits = Logits(network, x0, x1);
        return Array.IndexOf(logits, logits.Max());
    }
}
