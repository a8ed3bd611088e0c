using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// The attack of Carlini and Wagner in the Euclidean norm, untargeted and without a margin (kappa = 0): Adam on |change|^2 +
/// c * max(true logit - largest other, 0), over a variable whose hyperbolic tangent is the pixel, with a binary search for the constant c.
/// Returns the closest misclassified image that it finds; the image itself if there is none, or if it was misclassified already.
/// </summary>
/// <remarks>
/// Source: Carlini and Wagner, "Towards evaluating the robustness of neural networks", IEEE S&amp;P 2017, sections V and VI. Where the
/// paper leaves a choice: foolbox 3. The constant starts at 0.001, is multiplied by 10 until an image breaks, and then bisected; nine
/// searches. Adam's step is 0.01, its betas 0.9 and 0.999. A search ends early if its objective has not fallen by a ten-thousandth in a
/// tenth of the iterations; that is decided image by image here, for the whole batch there. There are 1,000 iterations here, 10,000 in the
/// paper and there; an image all of whose pixels are 0 or 1 needs those, because the hyperbolic tangent is flat there. Steps of 0.01 are
/// coarse for a boundary that is as near as 0.05: on linear networks the distance found is up to 2 % above the least one, and below 0.1 %
/// with a tenth of the step.
/// </remarks>
/// <param name="Searches">Constants tried, at least 1.</param>
/// <param name="Iterations">Steps of Adam for each constant at most, at least 1.</param>
/// <param name="StepSize">Adam's step, above 0.</param>
/// <param name="FirstConstant">The first c, above 0.</param>
/// <param name="AbortsEarly">Whether a search ends where its objective stops falling.</param>
public sealed record CarliniWagnerL2(
    int Searches = 9, int Iterations = 1000, float StepSize = 0.01f, float FirstConstant = 0.001f, bool AbortsEarly = true) : IAttack
{
    private const int ChecksOfProgress = 10;
    private const float LeastProgress = 0.9999f;

    /// <summary>Constants tried.</summary>
    public int Searches { get; } = ImageArguments.AtLeastOne(Searches);

    /// <summary>Steps of Adam for each constant at most.</summary>
    public int Iterations { get; } = ImageArguments.AtLeastOne(Iterations);

    /// <summary>Adam's step.</summary>
    public float StepSize { get; } = AttackArguments.AboveZero(StepSize);

    /// <summary>The first c.</summary>
    public float FirstConstant { get; } = AttackArguments.AboveZero(FirstConstant);

    /// <summary>Whether a search ends where its objective stops falling.</summary>
    public bool AbortsEarly { get; } = AbortsEarly;

    /// <inheritdoc/>
    public string Name => "CW-L2";

    /// <inheritdoc/>
    public string Description =>
        $"CW-L2(searches={Searches}, iterations={Iterations}, stepSize={StepSize}, firstConstant={FirstConstant}, "
        + $"abortsEarly={AbortsEarly})";

    /// <inheritdoc/>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        var correct = new ActiveImages(images, labels);
        using (var pass = network.Forward(images))
        {
            correct.FinishMisclassified(pass.Logits);
        }

        // Of every image: the image itself until a closer one is found.
        images.CopyTo(adversarial);
        correct.DropFinished();
        if (correct.Count == 0)
        {
            return;
        }

        var closest = correct.Pixels.ToArray();
        var constants = new SearchedConstant[correct.Count];
        for (var row = 0; row < correct.Count; row++)
        {
            constants[row] = new SearchedConstant(FirstConstant);
        }

        for (var search = 0; search < Searches; search++)
        {
            new Search(this, network, correct, constants, closest).Run();
        }

        for (var row = 0; row < correct.Count; row++)
        {
            correct.Row(closest, row).CopyTo(correct.RowOf(adversarial, correct.Place(row)));
        }
    }

    private static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        // Four sums, so that an addition does not wait for the one before.
        Span<double> sums = stackalloc double[4];
        sums.Clear();
        for (var i = 0; i < a.Length; i++)
        {
            var difference = (double)a[i] - b[i];
            sums[i & 3] += difference * difference;
        }

        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }

    /// <summary>One search from the unperturbed images, with each image's present constant.</summary>
    /// <param name="settings">The attack's settings.</param>
    /// <param name="network">The network under attack.</param>
    /// <param name="correct">The unperturbed images; places of this search are their rows.</param>
    /// <param name="constants">Their constants; each is narrowed down after the search.</param>
    /// <param name="closest">Receives the closest misclassified images, shape <c>[N, C, H, W]</c>.</param>
    private sealed class Search(
        CarliniWagnerL2 settings, IDifferentiableNetwork network, ActiveImages correct, SearchedConstant[] constants, float[] closest)
    {
        private readonly ActiveImages _active = new(correct.Pixels, correct.Labels);
        private readonly TanhDescent _descent = new(correct.Pixels, settings.StepSize);
        private readonly double[] _objectives = [.. Enumerable.Repeat(double.PositiveInfinity, correct.Count)];
        private readonly float[] _weights = new float[correct.Count * network.ClassCount];
        private readonly float[] _gradients = new float[correct.Pixels.Length];

        public void Run()
        {
            var interval = (settings.Iterations + ChecksOfProgress - 1) / ChecksOfProgress;
            for (var iteration = 0; iteration < settings.Iterations && _active.Count > 0; iteration++)
            {
                for (var row = 0; row < _active.Count; row++)
                {
                    _descent.ToPixels(_active.Place(row), _active.Image(row));
                }

                using (var pass = network.Forward(_active.Pixels))
                {
                    Look(pass.Logits, isCheck: settings.AbortsEarly && iteration % interval == 0);
                    // The last images are looked at, but not moved any more.
                    if (iteration < settings.Iterations - 1 && _active.FinishedCount < _active.Count)
                    {
                        pass.InputGradients(_weights.AsSpan(0, pass.Logits.Length), _gradients.AsSpan(0, _active.Pixels.Length));
                        Step();
                    }
                }

                _active.DropFinished();
            }

            foreach (var constant in constants)
            {
                constant.Narrow();
            }
        }

        /// <summary>Notes what is misclassified; at a check, finishes the images whose objective has not fallen since the last.</summary>
        private void Look(ReadOnlySpan<float> logits, bool isCheck)
        {
            for (var row = 0; row < _active.Count; row++)
            {
                var place = _active.Place(row);
                var objective = Look(logits.Slice(row * network.ClassCount, network.ClassCount), row, place);
                if (isCheck)
                {
                    // Not an objective that is NaN, either.
                    _active.Finished[row] = !(objective <= LeastProgress * _objectives[place]);
                    _objectives[place] = objective;
                }
            }
        }

        /// <summary>
        /// The objective of one image, the derivatives of its second term with respect to the logits, and whether it is the closest.
        /// </summary>
        private double Look(ReadOnlySpan<float> logits, int row, int place)
        {
            var (label, constant) = (_active.Labels[row], constants[place]);
            var other = AttackTargets.LikeliestOther(logits, label);
            var margin = logits[label] - logits[other];
            var weights = _weights.AsSpan(row * logits.Length, logits.Length);
            weights.Clear();
            if (margin > 0)
            {
                (weights[label], weights[other]) = (constant.Value, -constant.Value);
            }

            var image = _active.Image(row);
            if (Predictions.ClassOf(logits) != label && constant.IsClosest(SquaredDistance(image, correct.Image(place))))
            {
                image.CopyTo(_active.Row(closest, place));
            }

            return SquaredDistance(image, _descent.Start(place, image.Length)) + (constant.Value * (double)Math.Max(margin, 0));
        }

        private void Step()
        {
            _descent.NextStep();
            for (var row = 0; row < _active.Count; row++)
            {
                if (!_active.Finished[row])
                {
                    var place = _active.Place(row);
                    _descent.Step(place, _active.Image(row), _active.Row(_gradients, row));
                }
            }
        }
    }

    /// <summary>One image's constant c, and the closest misclassified image so far.</summary>
    private sealed class SearchedConstant(float first)
    {
        private float _lower;
        private float _upper = float.PositiveInfinity;
        private double _closest = double.PositiveInfinity;
        private bool _hasBroken;

        public float Value { get; private set; } = first;

        /// <summary>Notes a misclassified image; true if it is the closest so far.</summary>
        public bool IsClosest(double squaredNorm)
        {
            _hasBroken = true;
            var isClosest = squaredNorm < _closest;
            _closest = isClosest ? squaredNorm : _closest;
            return isClosest;
        }

        /// <summary>After a search: a smaller constant if it broke the image, otherwise a larger one.</summary>
        public void Narrow()
        {
            (_lower, _upper) = _hasBroken ? (_lower, Value) : (Value, _upper);
            Value = float.IsPositiveInfinity(_upper) ? Value * 10 : (_lower + _upper) / 2;
            _hasBroken = false;
        }
    }
}
