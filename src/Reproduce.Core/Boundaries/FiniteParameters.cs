using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>The condition on networks that all measures share.</summary>
internal static class FiniteParameters
{
    /// <summary>Refuses a network whose training has diverged, since its measures would mean nothing.</summary>
    /// <exception cref="ArgumentException">A parameter is not a finite number.</exception>
    public static void Require(Perceptron network)
    {
        foreach (var parameter in network.Parameters)
        {
            if (!float.IsFinite(parameter))
            {
                throw new ArgumentException(
                    $"A measure needs finite parameters, but one is {parameter}: training has diverged; lower the learning rate.",
                    nameof(network));
            }
        }
    }
}
