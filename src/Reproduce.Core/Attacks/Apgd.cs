using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// APGD: projected gradient steps in the maximum norm with momentum; the step size is halved where progress stops. With a ratio of logit
/// differences as its loss it does not depend on the logits' scale, and is the control for attacks whose gradient may vanish; from few
/// starts, and so no proof that a model is robust. An image is returned as soon as it is misclassified (unchanged, if it was so already),
/// otherwise at the point of its highest loss.
/// </summary>
/// <remarks>
/// Source: Croce and Hein, "Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks", ICML 2020,
/// algorithm 1 from one start (APGD-T: from one for each target); momentum, checkpoints and rho are theirs. APGD-T is theirs, too: a run
/// for each of the nine other classes that are likeliest for the unperturbed image (fewer if there are fewer), until one breaks it.
/// </remarks>
/// <param name="RandomStart">
/// The key of the random start's streams, as in <see cref="Pgd"/>; null: the start is the image itself. The further targets of APGD-T have
/// streams of their own.
/// </param>
/// <param name="Epsilon">The largest change of a pixel, in [0, 1] pixel units; at least 0. The first step size is twice this.</param>
/// <param name="Steps">Number of steps of a run, at least 1.</param>
/// <param name="Loss">The loss that is raised.</param>
public sealed record Apgd(
    string? RandomStart,
    float Epsilon = Pgd.DefaultEpsilon,
    int Steps = 50,
    ApgdLoss Loss = ApgdLoss.DifferenceOfLogitsRatio) : IAttack
{
    private const int MostTargets = 9;

    /// <summary>The key of the random start's streams; null for none.</summary>
    public string? RandomStart { get; } = Attacks.RandomStart.Checked(RandomStart);

    /// <summary>The largest change of a pixel.</summary>
    public float Epsilon { get; } = AttackArguments.AtLeastZero(Epsilon);

    /// <summary>Number of steps of a run.</summary>
    public int Steps { get; } = ImageArguments.AtLeastOne(Steps);

    /// <summary>The loss that is raised.</summary>
    public ApgdLoss Loss { get; } = Enum.IsDefined(Loss)
        ? Loss
        : throw new ArgumentException($"Loss is {Loss}; expected one of {string.Join(", ", Enum.GetNames<ApgdLoss>())}.", nameof(Loss));

    /// <inheritdoc/>
    public string Name => Loss switch
    {
        ApgdLoss.CrossEntropy => "APGD-CE",
        ApgdLoss.TargetedDifferenceOfLogitsRatio => "APGD-T",
        _ => "APGD-DLR",
    };

    /// <inheritdoc/>
    public string Description => $"{Name}(epsilon={Epsilon}, steps={Steps}, randomStart={RandomStart ?? "none"})";

    private bool IsTargeted => Loss == ApgdLoss.TargetedDifferenceOfLogitsRatio;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// Also if the network has fewer classes than the loss needs: three for the untargeted ratio, four for the targeted one.
    /// </exception>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        RequireClasses(network.ClassCount);
        var rest = new ActiveImages(images, labels);
        var targets = TargetsOfCorrect(network, rest, adversarial);
        var highest = new float[labels.Length];
        var runs = IsTargeted ? Math.Min(MostTargets, network.ClassCount - 1) : 1;
        for (var run = 0; run < runs && rest.Count > 0; run++)
        {
            var ascent = new Run(this, network, rest, run, firstIndex, targets);
            ascent.Climb();
            for (var row = 0; row < rest.Count; row++)
            {
                var place = rest.Place(row);
                if (run == 0 || ascent.Broken[row] || ascent.Highest(row) > highest[place])
                {
                    highest[place] = ascent.Highest(row);
                    rest.Row(ascent.Result, row).CopyTo(rest.RowOf(adversarial, place));
                }

                rest.Finished[row] = ascent.Broken[row];
            }

            rest.DropFinished();
        }
    }

    /// <summary>Drops what is misclassified already, and finds the targets of all by their place in the batch.</summary>
    private int[][] TargetsOfCorrect(IDifferentiableNetwork network, ActiveImages rest, Span<float> adversarial)
    {
        using var pass = network.Forward(rest.Pixels);
        var targets = new int[rest.Count][];
        for (var row = 0; IsTargeted && row < rest.Count; row++)
        {
            var logits = pass.Logits.Slice(row * network.ClassCount, network.ClassCount);
            targets[row] = AttackTargets.LikeliestOthers(logits, rest.Labels[row], MostTargets);
        }

        rest.FinishMisclassified(pass.Logits);
        rest.DropFinished(adversarial);
        return targets;
    }

    private void RequireClasses(int classCount)
    {
        if (IsTargeted)
        {
            TargetedDifferenceOfLogitsRatio.RequireClasses(classCount, "network");
        }
        else if (Loss == ApgdLoss.DifferenceOfLogitsRatio)
        {
            DifferenceOfLogitsRatio.RequireClasses(classCount, "network");
        }
    }

    /// <summary>The ascent of all images that no run has broken, from their unperturbed pixels.</summary>
    private sealed class Run
    {
        private readonly Apgd _settings;
        private readonly IDifferentiableNetwork _network;
        private readonly ActiveImages _active;
        private readonly AdaptiveAscent _ascent;
        private readonly int[] _targets;

        public Run(Apgd settings, IDifferentiableNetwork network, ActiveImages rest, int run, int firstIndex, int[][] targets)
        {
            (_settings, _network) = (settings, network);
            _active = new ActiveImages(rest.Pixels, rest.Labels);
            _ascent = new AdaptiveAscent(rest.Pixels, rest.Count, settings.Epsilon, settings.Steps);
            _targets = new int[rest.Count];
            (Result, Broken) = (new float[rest.Pixels.Length], new bool[rest.Count]);
            // The first run's streams are those of an attack without targets.
            var key = run == 0 || settings.RandomStart is null ? settings.RandomStart : $"{settings.RandomStart}/run={run}";
            for (var row = 0; row < rest.Count; row++)
            {
                var place = rest.Place(row);
                _targets[row] = settings.IsTargeted ? targets[place][run] : -1;
                if (key is not null)
                {
                    Attacks.RandomStart.Draw(key, firstIndex + place, settings.Epsilon, rest.Image(row), _active.Image(row));
                }
            }
        }

        /// <summary>The perturbed images, by row of the rest.</summary>
        public float[] Result { get; }

        /// <summary>Which of them are misclassified.</summary>
        public bool[] Broken { get; }

        /// <summary>The highest loss of an image that is not broken.</summary>
        public float Highest(int row) => _ascent.Highest(row);

        public void Climb()
        {
            var weights = new float[_active.Count * _network.ClassCount];
            var losses = new float[_active.Count];
            var gradients = new float[Result.Length];
            for (var step = 0; step <= _settings.Steps && _active.Count > 0; step++)
            {
                using (var pass = _network.Forward(_active.Pixels))
                {
                    _active.FinishMisclassified(pass.Logits);
                    NoteBroken();
                    Evaluate(pass.Logits, losses, weights);
                    if (step < _settings.Steps && _active.FinishedCount < _active.Count)
                    {
                        pass.InputGradients(weights.AsSpan(0, pass.Logits.Length), gradients.AsSpan(0, _active.Pixels.Length));
                    }
                }

                _ascent.Advance(_active, step, losses, gradients);
                _active.DropFinished(Result);
            }
        }

        private void NoteBroken()
        {
            for (var row = 0; row < _active.Count; row++)
            {
                Broken[_active.Place(row)] |= _active.Finished[row];
            }
        }

        private void Evaluate(ReadOnlySpan<float> logits, Span<float> losses, Span<float> weights)
        {
            var classCount = _network.ClassCount;
            for (var row = 0; row < _active.Count; row++)
            {
                var (place, label) = (row * classCount, _active.Labels[row]);
                var own = logits.Slice(place, classCount);
                var ownWeights = weights.Slice(place, classCount);
                losses[row] = _settings.Loss switch
                {
                    ApgdLoss.CrossEntropy => CrossEntropy.Evaluate(own, label, ownWeights),
                    ApgdLoss.TargetedDifferenceOfLogitsRatio => TargetedDifferenceOfLogitsRatio.Evaluate(
                        own, label, _targets[_active.Place(row)], ownWeights),
                    _ => DifferenceOfLogitsRatio.Evaluate(own, label, ownWeights),
                };
            }
        }
    }
}
