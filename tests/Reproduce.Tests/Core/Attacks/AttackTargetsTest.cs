using Reproduce.Core.Attacks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class AttackTargetsTest
{
    [Test]
    public void Rules_choose_what_they_say()
    {
        float[] logits = [3, 1, 4, 1, 5];

        AttackTargets.Next.Of(logits, 1).Should().Equal(2);
        AttackTargets.Next.Of(logits, 4).Should().Equal(0);
        AttackTargets.EachOther.Of(logits, 2).Should().Equal(0, 1, 3, 4);
        AttackTargets.RunnerUp.Of(logits, 4).Should().Equal(2);
        AttackTargets.RunnerUp.Of(logits, 2).Should().Equal(4);
    }

    [Test]
    public void Classes_are_in_falling_order_the_lower_of_equals_first()
    {
        AttackTargets.LikeliestOthers([3, 1, 4, 1, 5, 9, 2, 6], 5, count: 9).Should().Equal(7, 4, 2, 0, 6, 1, 3);
        AttackTargets.LikeliestOthers([3, 1, 4, 1, 5, 9, 2, 6], 0, count: 2).Should().Equal(5, 7);
        AttackTargets.LikeliestOther([2, 2, 2], 0).Should().Be(1);
        AttackTargets.LikeliestOther([2, 3, 3], 1).Should().Be(2);
        AttackTargets.LikeliestOther([1, 3, 2], 2).Should().Be(1);
    }

    [Test]
    public void A_rule_that_gives_no_usable_target_is_an_error_that_names_it()
    {
        static void Throws(params int[] targets)
        {
            var choose = () => new AttackTargets("mine", (_, _) => targets).Of([1, 2, 3], 1);
            choose.Should().Throw<ArgumentException>().WithMessage("The targets 'mine' of class 1*expected one or more of 0 to 2*");
        }

        Throws();
        Throws(0, 1);
        Throws(3);
        Throws(-1);
    }

    [Test]
    public void Rules_are_equal_by_their_names() =>
        new AttackTargets("mine", (_, _) => [0]).Should().Be(new AttackTargets("mine", (_, _) => [0]));
}
