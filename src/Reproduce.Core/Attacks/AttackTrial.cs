namespace Reproduce.Core.Attacks;

/// <summary>An attack that a claim tries beside the paper's (<see cref="AttackSuite"/>), and what it is turned against.</summary>
/// <param name="Name">What the trial is called in tables and stored arrays, such as <c>Square</c>; unique in a measurement.</param>
/// <param name="Attack">The attack with its settings.</param>
public sealed record AttackTrial(string Name, IAttack Attack)
{
    /// <summary>
    /// Whether the attack sees the logits divided by the temperature that the model was trained at (see <see cref="LogitScaling"/>).
    /// </summary>
    public bool IsStrong { get; init; }

    /// <summary>
    /// Whether the images are made on a substitute, a model of the attacker's own, and only shown to the model (a transfer attack).
    /// </summary>
    public bool IsTransferred { get; init; }

    /// <summary>Whether this is the CW-strong version of another trial.</summary>
    /// <param name="other">The other trial.</param>
    public bool IsStrongVersionOf(AttackTrial other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsStrong && !other.IsStrong && IsTransferred == other.IsTransferred && Attack.Equals(other.Attack);
    }

    /// <summary>Everything that decides what the trial does to a model, for the key of stored results.</summary>
    public string Description =>
        $"{Name}: {Attack.Description}{(IsStrong ? ", on divided logits" : "")}{(IsTransferred ? ", on a substitute" : "")}";
}
