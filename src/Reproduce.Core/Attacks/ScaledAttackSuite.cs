using System.Collections.Immutable;
using Reproduce.Core.Experiments;

namespace Reproduce.Core.Attacks;

/// <summary>The attacks that follow the gradient of the cross-entropy, on logits of many scales.</summary>
public static class ScaledAttackSuite
{
    // About half a decade apart, with T and 1/T; and as constants: a C library may round powers otherwise.
    private static readonly ImmutableArray<float> Temperatures = [100, 10, 3.16f, 1, 0.316f, 0.1f, 0.01f];

    // In 64 bits next to nothing happens in between.
    private static readonly ImmutableArray<float> TemperaturesInDoublePrecision = [100, 1, 0.01f];

    /// <summary>The attacks that the softmax can mask.</summary>
    public static ImmutableArray<AttackVariant> Attacks { get; } = [AttackSuite.Fgsm, AttackSuite.Pgd];

    /// <summary>What logits are divided by, from 100 to 1/100, T and 1/T among them, so that the logits' scale grows.</summary>
    /// <param name="experiment">The experiment, whose temperature is T.</param>
    /// <param name="arithmetic">The arithmetic: there are fewer for 64 bits, all of them among those for 32.</param>
    public static ImmutableArray<float> TemperaturesOf(
        ImageExperiment experiment, LossArithmetic arithmetic = LossArithmetic.SinglePrecision)
    {
        var fixedOnes = arithmetic == LossArithmetic.SinglePrecision ? Temperatures : TemperaturesInDoublePrecision;
        return
        [
            .. fixedOnes.Append(DistillationTemperature(experiment)).Append(InverseTemperature(experiment))
                .Distinct().OrderDescending(),
        ];
    }

    /// <summary>Each attack in both arithmetics, at each temperature of the arithmetic.</summary>
    /// <param name="experiment">The experiment.</param>
    public static ImmutableArray<ScaledAttack> Of(ImageExperiment experiment) =>
    [
        .. from attack in Attacks
           from arithmetic in Enum.GetValues<LossArithmetic>()
           from temperature in TemperaturesOf(experiment, arithmetic)
           select new ScaledAttack(attack, temperature, arithmetic),
    ];

    /// <summary>Each attack and its CW-strong version on a model trained at T.</summary>
    /// <param name="experiment">The experiment.</param>
    public static ImmutableArray<ScaledAttack> WeakAndStrong(ImageExperiment experiment) =>
    [
        .. from attack in Attacks
           from temperature in new[] { 1, DistillationTemperature(experiment) }
           select new ScaledAttack(attack, temperature),
    ];

    /// <summary>The CW-strong version of each attack on a model trained at T.</summary>
    /// <param name="experiment">The experiment.</param>
    public static ImmutableArray<ScaledAttack> Strong(ImageExperiment experiment) =>
        [.. Attacks.Select(attack => new ScaledAttack(attack, DistillationTemperature(experiment)))];

    /// <summary>The temperature that the logits of a model trained at T are divided by in CW-strong attacks: T.</summary>
    /// <param name="experiment">The experiment.</param>
    public static float DistillationTemperature(ImageExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return (float)experiment.Temperature;
    }

    /// <summary>The temperature that multiplies logits by T: 1/T.</summary>
    /// <param name="experiment">The experiment.</param>
    public static float InverseTemperature(ImageExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return (float)(1 / experiment.Temperature);
    }

    /// <summary>The attack with the experiment's settings; what it attacks is scaled by <see cref="LogitScaling"/>.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="scaled">The attack.</param>
    /// <exception cref="ArgumentException">It follows no gradient of the cross-entropy.</exception>
    public static IAttack AttackOf(ImageExperiment experiment, ScaledAttack scaled)
    {
        ArgumentNullException.ThrowIfNull(scaled);
        return AttackSuite.AttackOf(experiment, scaled.Attack) switch
        {
            Fgsm fgsm => fgsm with { Arithmetic = scaled.Arithmetic },
            Pgd pgd => pgd with { Arithmetic = scaled.Arithmetic },
            var other => throw new ArgumentException($"{other.Name} does not follow the gradient of the cross-entropy.", nameof(scaled)),
        };
    }
}
