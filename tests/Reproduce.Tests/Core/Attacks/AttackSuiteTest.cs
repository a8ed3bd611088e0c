using Reproduce.Core.Attacks;
using Reproduce.DataSets;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class AttackSuiteTest
{
    [Test]
    public void With_the_papers_epsilon_the_attacks_are_those_of_the_paper()
    {
        var experiment = Cifar10.Definition.Paper;

        AttackSuite.Of(experiment).Select(variant => AttackSuite.AttackOf(experiment, variant)).Should().Equal(
            new NoAttack(),
            new Fgsm(),
            new Fgsm(),
            new Pgd("pgd"),
            new Pgd("pgd"),
            new DeepFool(),
            new DeepFool(),
            new Apgd("apgd"));
    }

    [Test]
    public void Another_epsilon_is_that_of_every_bounded_attack_and_a_step_of_PGD_stays_a_quarter_of_it()
    {
        var experiment = Cifar10.Definition.Paper with { Epsilon = 16.0 / 255 };

        AttackSuite.AttackOf(experiment, AttackSuite.Fgsm).Should().Be(new Fgsm(16f / 255));
        AttackSuite.AttackOf(experiment, AttackSuite.Pgd.Strong).Should().Be(new Pgd("pgd", 16f / 255, StepSize: 4f / 255));
        AttackSuite.AttackOf(experiment, AttackSuite.Control).Should().Be(new Apgd("apgd", 16f / 255));
    }

    [Test]
    public void A_column_without_an_attack_is_refused() =>
        FluentActions.Invoking(() => AttackSuite.AttackOf(Cifar10.Definition.Paper, new AttackVariant("Rain")))
            .Should().Throw<ArgumentException>()
            .WithMessage("No attack is named Rain. Expected one of None, FGSM, PGD, DeepFool, APGD-DLR.*");
}
