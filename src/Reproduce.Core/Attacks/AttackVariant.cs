namespace Reproduce.Core.Attacks;

/// <summary>
/// An attack in its weak or its CW-strong version: a column of the paper's tables. Only a name, so that columns of experiments with
/// different settings are the same column; <see cref="AttackSuite.AttackOf"/> has the settings.
/// </summary>
/// <param name="Name">The attack's name, such as <c>PGD</c>.</param>
/// <param name="IsStrong">
/// Whether it is CW-strong: the logits are divided by the temperature that the attacked model was trained at (see
/// <see cref="LogitScaling"/>).
/// </param>
public sealed record AttackVariant(string Name, bool IsStrong = false)
{
    /// <summary>Its name in tables, figures and stored arrays, such as <c>PGD</c> or <c>PGD-CW</c>.</summary>
    public string Title => IsStrong ? $"{Name}-CW" : Name;

    /// <summary>The weak version of the same attack.</summary>
    public AttackVariant Weak => this with { IsStrong = false };

    /// <summary>The CW-strong version of the same attack.</summary>
    public AttackVariant Strong => this with { IsStrong = true };

    /// <summary>The title.</summary>
    public override string ToString() => Title;
}
