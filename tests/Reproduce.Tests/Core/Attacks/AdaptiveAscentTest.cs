using Reproduce.Core.Attacks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class AdaptiveAscentTest
{
    [Test]
    public void Checkpoints_are_the_papers()
    {
        // 22, 41, 57, 70, 80, 87, 93 and 99 % of the steps, rounded up.
        AdaptiveAscent.Checkpoints(100).Should().Equal(22, 41, 57, 70, 80, 87, 93, 99);
        AdaptiveAscent.Checkpoints(50).Should().Equal(11, 21, 29, 35, 40, 44, 47, 50);
    }

    [Test]
    public void The_first_step_is_whole_and_the_next_ones_keep_a_quarter_of_the_last_change()
    {
        var run = new Run(epsilon: 0.25f, steps: 50);

        run.Advance(0, loss: 0, gradient: 1).Should().Be(0.75f);
        // Down by 0.5 to the edge of the ball: 0.75 * -0.5 + 0.25 * 0.25 = -0.3125.
        run.Advance(1, loss: 1, gradient: -1).Should().Be(0.4375f);
        // To the lower edge: 0.75 * (0.25 - 0.4375) + 0.25 * -0.3125 = -0.21875, cut to the edge.
        run.Advance(2, loss: 2, gradient: -1).Should().Be(0.25f);
    }

    [Test]
    public void Without_ascents_the_step_halves_at_a_checkpoint_and_starts_anew_at_the_best_point()
    {
        var run = new Run(epsilon: 0.25f, steps: 50);
        for (var step = 0; step < 11; step++)
        {
            run.Advance(step, loss: -step, gradient: 1);
        }

        // The best point is the start, 0.5, with gradient 1; the step is now 0.25. 0.75 * 0.25 + 0.25 * (0.5 - 0.75) = 0.125.
        run.Advance(11, loss: -11, gradient: -1).Should().Be(0.625f);
    }

    [Test]
    public void While_the_loss_rises_the_step_stays()
    {
        var run = new Run(epsilon: 0.25f, steps: 50);
        for (var step = 0; step < 11; step++)
        {
            run.Advance(step, loss: step, gradient: 1);
        }

        // A whole step of 0.5 back: 0.75 * -0.5 from the upper edge, where there was no change to keep.
        run.Advance(11, loss: 11, gradient: -1).Should().Be(0.375f);
    }

    [Test]
    public void The_last_step_goes_to_the_best_point()
    {
        var run = new Run(epsilon: 0.25f, steps: 2);

        run.Advance(0, loss: 0, gradient: 1).Should().Be(0.75f);
        run.Advance(1, loss: 5, gradient: -1).Should().NotBe(0.75f);
        run.Advance(2, loss: 4, gradient: 0).Should().Be(0.75f);
        run.IsFinished.Should().BeTrue();
    }

    /// <summary>An image of one pixel, 0.5, whose losses and gradients are made up.</summary>
    private sealed class Run(float epsilon, int steps)
    {
        private readonly ActiveImages _active = new([0.5f], [0]);
        private readonly AdaptiveAscent _ascent = new([0.5f], 1, epsilon, steps);

        public bool IsFinished => _active.Finished[0];

        public float Advance(int step, float loss, float gradient)
        {
            _ascent.Advance(_active, step, [loss], [gradient]);
            return _active.Image(0)[0];
        }
    }
}
