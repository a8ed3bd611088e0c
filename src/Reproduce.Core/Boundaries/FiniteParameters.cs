using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>The condition that all measures ask of a network.</summary>
internal static class FiniteParameters
{
    /// <summary>Refuses a network whose training has diverged: its measures would be numbers without a meaning.</summary>
    /// <exception cref="ArgumentException">A parameter is not a finite number.</exception>
    public static void Require(Perceptron network)
    {
        foreach (var parameter in network.Parameters)
        {
            if (!float.IsFinite(parameter))
            {
                throw new ArgumentException(
                    $"A measure needs finite parameters, but one is {parameter}: the training has diverged; lower its learning rate.",
                    nameof(network));
            }
        }
    }
}
