namespace Reproduce.Core.Experiments;

/// <summary>How much of an experiment is run: a data set has an experiment for each profile.</summary>
/// <param name="Name">The profile's name.</param>
public sealed record Profile(string Name)
{
    /// <summary>The environment variable that names the profile.</summary>
    public const string EnvironmentVariable = "REPRODUCE_PROFILE";

    /// <summary>The paper's seed, and the first of ours.</summary>
    public const int FirstSeed = 42;

    /// <summary>Shows every effect on two CPU cores. The toy experiment is small enough to be run whole.</summary>
    public static Profile Quick { get; } = new("Quick");

    /// <summary>The paper's sizes.</summary>
    public static Profile Paper { get; } = new("Paper");

    /// <summary>The profile that the environment names, or else Quick.</summary>
    /// <param name="environment">Looks a variable up; null where it is not set.</param>
    /// <exception cref="ArgumentException">The variable names no profile.</exception>
    public static Profile Choose(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var name = environment(EnvironmentVariable);
        return name switch
        {
            null or "" => Quick,
            _ when name.Equals(Quick.Name, StringComparison.OrdinalIgnoreCase) => Quick,
            _ when name.Equals(Paper.Name, StringComparison.OrdinalIgnoreCase) => Paper,
            _ => throw new ArgumentException($"{EnvironmentVariable} is '{name}'; expected Quick or Paper."),
        };
    }
}
