using System.Collections.Immutable;

namespace Reproduce.Core.Attacks;

/// <summary>
/// The steps of APGD (see <see cref="Apgd"/>): sign steps with momentum. At a checkpoint the step size is halved, and the next step
/// starts from the best point so far, if too few steps since the last checkpoint raised the loss, or if neither the best loss nor the step
/// size has changed since.
/// </summary>
/// <remarks>
/// The checkpoints and both conditions are the paper's (section 3). They are checked on the iterate of the checkpoint itself. Arrays of
/// all images are indexed by an image's place in the batch, those of the active ones by row.
/// </remarks>
internal sealed class AdaptiveAscent
{
    private const float Momentum = 0.75f;
    private const double LeastShareOfAscents = 0.75;

    private readonly float[] _originals;
    private readonly float[] _previous;
    private readonly float[] _best;
    private readonly float[] _bestGradients;
    private readonly Trajectory[] _trajectories;
    private readonly float _epsilon;
    private readonly int _steps;
    private readonly ImmutableArray<int> _checkpoints;

    /// <summary>Before the first step.</summary>
    /// <param name="images">The unperturbed images of the whole batch, shape <c>[N, C, H, W]</c>.</param>
    /// <param name="count">Their number.</param>
    /// <param name="epsilon">The largest change of a pixel.</param>
    /// <param name="steps">Number of steps.</param>
    public AdaptiveAscent(ReadOnlySpan<float> images, int count, float epsilon, int steps)
    {
        _originals = images.ToArray();
        (_previous, _best, _bestGradients) = (new float[images.Length], new float[images.Length], new float[images.Length]);
        _trajectories = [.. Enumerable.Range(0, count).Select(_ => new Trajectory(2 * epsilon))];
        (_epsilon, _steps, _checkpoints) = (epsilon, steps, Checkpoints(steps));
    }

    /// <summary>
    /// The steps at which the step size may halve: p(j) of all steps, with p(0) = 0, p(1) = 0.22 and
    /// p(j + 1) = p(j) + max(p(j) - p(j - 1) - 0.03, 0.06), rounded up; in hundredths, so that nothing is rounded twice.
    /// </summary>
    public static ImmutableArray<int> Checkpoints(int steps)
    {
        var checkpoints = ImmutableArray.CreateBuilder<int>();
        for (var (last, next) = (0, 22); next <= 100; (last, next) = (next, next + Math.Max(next - last - 3, 6)))
        {
            checkpoints.Add((int)((((long)next * steps) + 99) / 100));
        }

        return checkpoints.ToImmutable();
    }

    /// <summary>The highest loss of an image so far.</summary>
    /// <param name="place">The image's place in the batch.</param>
    public float Highest(int place) => _trajectories[place].Best;

    /// <summary>
    /// Moves the active images by one step; after the last step, sets them to the point of their highest loss and marks them as finished.
    /// </summary>
    /// <param name="active">The images that are left; those marked as finished are skipped.</param>
    /// <param name="step">Steps taken so far.</param>
    /// <param name="losses">The losses, by row.</param>
    /// <param name="gradients">The losses' gradients by row; not read after the last step.</param>
    public void Advance(ActiveImages active, int step, ReadOnlySpan<float> losses, float[] gradients)
    {
        var atCheckpoint = step > 0 && _checkpoints.Contains(step);
        for (var row = 0; row < active.Count; row++)
        {
            if (active.Finished[row])
            {
                continue;
            }

            var place = active.Place(row);
            var trajectory = _trajectories[place];
            var image = active.Image(row);
            var gradient = active.Row(gradients, row);
            var best = active.Row(_best, place);
            var bestGradient = active.Row(_bestGradients, place);
            if (trajectory.Record(losses[row]))
            {
                image.CopyTo(best);
                gradient.CopyTo(bestGradient);
            }

            if (step == _steps)
            {
                best.CopyTo(image);
                active.Finished[row] = true;
                continue;
            }

            if (atCheckpoint && trajectory.HalveIfStuck())
            {
                best.CopyTo(image);
                bestGradient.CopyTo(gradient);
            }

            // Before the first step there is no momentum.
            var momentum = step == 0 ? 1 : Momentum;
            Move(image, gradient, active.Row(_originals, place), active.Row(_previous, place), trajectory.StepSize, momentum);
        }
    }

    private void Move(
        Span<float> image,
        ReadOnlySpan<float> gradient,
        ReadOnlySpan<float> original,
        Span<float> previous,
        float stepSize,
        float momentum)
    {
        for (var i = 0; i < image.Length; i++)
        {
            var pixel = image[i];
            var target = PixelBall.Project(pixel + (stepSize * PixelBall.Sign(gradient[i])), original[i], _epsilon);
            var next = pixel + (momentum * (target - pixel)) + ((1 - momentum) * (pixel - previous[i]));
            image[i] = PixelBall.Project(next, original[i], _epsilon);
            previous[i] = pixel;
        }
    }

    /// <summary>One image's losses and step size.</summary>
    private sealed class Trajectory(float stepSize)
    {
        private float _last;
        private float _bestAtCheckpoint;
        private bool _halvedAtCheckpoint;
        private int _ascents;
        private int _stepsSinceCheckpoint = -1;

        public float StepSize { get; private set; } = stepSize;

        /// <summary>The highest loss so far; 0 before the first.</summary>
        public float Best { get; private set; }

        /// <summary>Records the loss at an iterate; true if it is the highest so far.</summary>
        public bool Record(float loss)
        {
            var isStart = _stepsSinceCheckpoint++ < 0;
            var isHighest = isStart || loss > Best;
            Best = isHighest ? loss : Best;
            // The start is the first checkpoint.
            _bestAtCheckpoint = isStart ? loss : _bestAtCheckpoint;
            _ascents += !isStart && loss > _last ? 1 : 0;
            _last = loss;
            return isHighest;
        }

        /// <summary>At a checkpoint, halves the step size if needed; if true, the next step starts from the best point.</summary>
        public bool HalveIfStuck()
        {
            var tooFewAscents = _ascents < LeastShareOfAscents * _stepsSinceCheckpoint;
            var halve = tooFewAscents || (!_halvedAtCheckpoint && Best == _bestAtCheckpoint);
            if (halve)
            {
                StepSize /= 2;
                _last = Best;
            }

            (_halvedAtCheckpoint, _bestAtCheckpoint, _ascents, _stepsSinceCheckpoint) = (halve, Best, 0, 0);
            return halve;
        }
    }
}
