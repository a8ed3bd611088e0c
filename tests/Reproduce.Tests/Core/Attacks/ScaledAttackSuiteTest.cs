using Reproduce.Core.Attacks;
using Reproduce.DataSets;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class ScaledAttackSuiteTest
{
    [Test]
    public void Scales_go_from_a_hundredth_to_a_hundred_by_way_of_T_and_its_inverse() =>
        ScaledAttackSuite.TemperaturesOf(Cifar10.Definition.Paper).Should().Equal(100, 20, 10, 3.16f, 1, 0.316f, 0.1f, 0.05f, 0.01f);

    [Test]
    public void In_64_bits_there_are_fewer_of_the_same_scales() =>
        ScaledAttackSuite.TemperaturesOf(Cifar10.Definition.Paper, LossArithmetic.DoublePrecision).Should()
            .Equal(100, 20, 1, 0.05f, 0.01f).And.BeSubsetOf(ScaledAttackSuite.TemperaturesOf(Cifar10.Definition.Paper));

    [Test]
    public void A_T_that_is_a_scale_is_attacked_once() =>
        ScaledAttackSuite.Of(Cifar10.Definition.Paper with { Temperature = 10 }).Should().OnlyHaveUniqueItems().And.HaveCount(2 * (7 + 5));

    [Test]
    public void An_attack_has_the_experiments_settings_and_its_own_arithmetic()
    {
        var experiment = Cifar10.Definition.Paper;

        ScaledAttackSuite.AttackOf(experiment, new ScaledAttack(AttackSuite.Fgsm)).Should().Be(new Fgsm());
        ScaledAttackSuite.AttackOf(experiment, new ScaledAttack(AttackSuite.Pgd, 3, LossArithmetic.DoublePrecision))
            .Should().Be(new Pgd("pgd", Arithmetic: LossArithmetic.DoublePrecision));
        FluentActions.Invoking(() => ScaledAttackSuite.AttackOf(experiment, new ScaledAttack(AttackSuite.DeepFool)))
            .Should().Throw<ArgumentException>().WithMessage("DeepFool does not follow*");
    }

    [Test]
    public void Titles_tell_attacks_apart()
    {
        var attacks = ScaledAttackSuite.Of(Cifar10.Definition.Paper);

        attacks.Select(attack => attack.Title).Should().OnlyHaveUniqueItems().And.Contain(["FGSM/t=1", "PGD/t=0.05/float64"]);
        attacks.Should().Contain(ScaledAttackSuite.WeakAndStrong(Cifar10.Definition.Paper));
    }
}
