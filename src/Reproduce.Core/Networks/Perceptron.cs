namespace Reproduce.Core.Networks;

/// <summary>
/// The toy network as a value: a perceptron with two inputs, one hidden ReLU layer and three logits (paper section 5.1). Needs no
/// tensor library.
/// </summary>
/// <remarks>logits = outputWeights · relu(hiddenWeights · x + hiddenBiases) + outputBiases.</remarks>
public sealed class Perceptron
{
    /// <summary>Number of inputs.</summary>
    public const int Inputs = 2;

    /// <summary>Number of logits.</summary>
    public const int Classes = 3;

    private readonly float[] _parameters;

    /// <summary>Makes a network from a copy of the parameters.</summary>
    /// <param name="parameters">
    /// Hidden weights <c>[H, 2]</c>, hidden biases <c>[H]</c>, output weights <c>[3, H]</c>, output biases <c>[3]</c>: row-major, in
    /// this order, <see cref="ParameterCount"/> numbers in all.
    /// </param>
    /// <exception cref="ArgumentException">The length fits no number of hidden units.</exception>
    public Perceptron(ReadOnlySpan<float> parameters)
    {
        var hidden = (parameters.Length - Classes) / (Inputs + 1 + Classes);
        if (hidden < 1 || parameters.Length != ParameterCount(hidden))
        {
            throw new ArgumentException(
                $"A 2-H-3 perceptron has 6 H + 3 parameters with H of at least 1, but {parameters.Length} were given.", nameof(parameters));
        }

        Hidden = hidden;
        _parameters = parameters.ToArray();
    }

    /// <summary>Number of hidden units, H: 32 in the Full toy network, 16 in the Reduced one.</summary>
    public int Hidden { get; }

    /// <summary>All parameters, in the order that the constructor takes, shape <c>[6 H + 3]</c>.</summary>
    public ReadOnlySpan<float> Parameters => _parameters;

    /// <summary>Weights from input to hidden unit, shape <c>[H, 2]</c>, row-major.</summary>
    public ReadOnlySpan<float> HiddenWeights => _parameters.AsSpan(0, Inputs * Hidden);

    /// <summary>Biases of the hidden units, shape <c>[H]</c>.</summary>
    public ReadOnlySpan<float> HiddenBiases => _parameters.AsSpan(Inputs * Hidden, Hidden);

    /// <summary>Weights from hidden unit to logit, shape <c>[3, H]</c>, row-major.</summary>
    public ReadOnlySpan<float> OutputWeights => _parameters.AsSpan((Inputs + 1) * Hidden, Classes * Hidden);

    /// <summary>Biases of the logits, shape <c>[3]</c>.</summary>
    public ReadOnlySpan<float> OutputBiases => _parameters.AsSpan((Inputs + 1 + Classes) * Hidden, Classes);

    /// <summary>Number of parameters of a network.</summary>
    /// <param name="hidden">Number of hidden units.</param>
    public static int ParameterCount(int hidden) => ((Inputs + 1 + Classes) * hidden) + Classes;

    /// <summary>The logits of one point, in double precision.</summary>
    /// <param name="x0">First coordinate.</param>
    /// <param name="x1">Second coordinate.</param>
    /// <param name="logits">Receives the logits, shape <c>[3]</c>.</param>
    public void Logits(double x0, double x1, Span<double> logits)
    {
        var weights = HiddenWeights;
        var biases = HiddenBiases;
        var output = OutputWeights;
        var outputBiases = OutputBiases;
        for (var k = 0; k < Classes; k++)
        {
            logits[k] = outputBiases[k];
        }

        for (var h = 0; h < biases.Length; h++)
        {
            var activation = (weights[2 * h] * x0) + (weights[(2 * h) + 1] * x1) + biases[h];
            if (activation <= 0)
            {
                continue;
            }

            for (var k = 0; k < Classes; k++)
            {
                logits[k] += output[(k * biases.Length) + h] * activation;
            }
        }
    }
}
