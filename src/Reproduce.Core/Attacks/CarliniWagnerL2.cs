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
/// paper and there.
/// </remarks>
/// <param name="Searches">Constants tried, at least 1.</param>
/// <param name="Iterations">Steps of Adam for each constant at most, at least 1.</param>
/// <param name="StepSize">Adam's step, above 0.</param>
/// <param name="FirstConstant">The first c, above 0.</param>
public sealed record CarliniWagnerL2(
    int Searches = 9, int Iterations = 1000, float StepSize = 0.01f, float FirstConstant = 0.001f) : IAttack
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

    /// <inheritdoc/>
    public string Name => "CW-L2";

    /// <inheritdoc/>
    public string Description =>
        $"CW-L2(searches={Searches}, iterations={Iterations}, stepSize={StepSize}, firstConstant={FirstConstant})";

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
            Search(network, correct, constants, closest);
        }

        for (var row = 0; row < correct.Count; row++)
        {
            correct.Row(closest, row).CopyTo(correct.RowOf(adversarial, correct.Place(row)));
        }
    }

    /// <summary>One search with each image's present constant, which is narrowed down afterwards.</summary>
    private void Search(IDifferentiableNetwork network, ActiveImages correct, SearchedConstant[] constants, float[] closest)
    {
        var active = new ActiveImages(correct.Pixels, correct.Labels);
        var descent = new TanhDescent(correct.Pixels, StepSize);
        var weights = new float[correct.Count * network.ClassCount];
        var gradients = new float[correct.Pixels.Length];
        var objectives = new double[correct.Count];
        var interval = (Iterations + ChecksOfProgress - 1) / ChecksOfProgress;
        objectives.AsSpan().Fill(double.PositiveInfinity);
        for (var iteration = 0; iteration < Iterations && active.Count > 0; iteration++)
        {
            for (var row = 0; row < active.Count; row++)
            {
                descent.ToPixels(active.Place(row), active.Image(row));
            }

            using (var pass = network.Forward(active.Pixels))
            {
                for (var row = 0; row < active.Count; row++)
                {
                    var place = active.Place(row);
                    var objective = Look(pass.Logits, active, row, correct, constants[place], weights, closest);
                    if (iteration % interval == 0)
                    {
                        // Also true for NaN.
                        active.Finished[row] = !(objective <= LeastProgress * objectives[place]);
                        objectives[place] = objective;
                    }
                }

                // The last images are looked at, too, but not moved any more.
                if (iteration == Iterations - 1)
                {
                    break;
                }

                if (active.FinishedCount < active.Count)
                {
                    pass.InputGradients(weights.AsSpan(0, pass.Logits.Length), gradients.AsSpan(0, active.Pixels.Length));
                }
            }

            Step(descent, active, correct, gradients);
            active.DropFinished();
        }

        foreach (var constant in constants)
        {
            constant.Narrow();
        }
    }

    private static void Step(TanhDescent descent, ActiveImages active, ActiveImages correct, float[] gradients)
    {
        descent.NextStep();
        for (var row = 0; row < active.Count; row++)
        {
            if (!active.Finished[row])
            {
                var place = active.Place(row);
                descent.Step(place, active.Image(row), correct.Image(place), active.Row(gradients, row));
            }
        }
    }

    /// <summary>The objective of one image, the derivatives of its second term by the logits, and whether it is the closest.</summary>
    private static double Look(
        ReadOnlySpan<float> logits,
        ActiveImages active,
        int row,
        ActiveImages correct,
        SearchedConstant constant,
        Span<float> weights,
        float[] closest)
    {
        var classCount = logits.Length / active.Count;
        var own = logits.Slice(row * classCount, classCount);
        var ownWeights = weights.Slice(row * classCount, classCount);
        var (label, place) = (active.Labels[row], active.Place(row));
        var other = AttackTargets.LikeliestOther(own, label);
        var margin = own[label] - own[other];
        ownWeights.Clear();
        if (margin > 0)
        {
            (ownWeights[label], ownWeights[other]) = (constant.Value, -constant.Value);
        }

        var squaredNorm = SquaredDistance(active.Image(row), correct.Image(place));
        if (Predictions.ClassOf(own) != label && constant.IsClosest(squaredNorm))
        {
            active.Image(row).CopyTo(active.Row(closest, place));
        }

        return squaredNorm + (constant.Value * (double)Math.Max(margin, 0));
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
