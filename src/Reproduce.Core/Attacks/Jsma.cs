using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// The attack by the Jacobian-based saliency map (JSMA), targeted: changes the pair of pixel values that raises the target's output most
/// while the other outputs fall, again and again, until the target is the predicted class or too many have changed. Returns, over all
/// targets of an image, the success with the fewest changed values; the image itself if no target is reached, or if it was misclassified
/// already: an image that changed is a success.
/// </summary>
/// <remarks>
/// Source: Papernot, McDaniel, Jha, Fredrikson, Celik and Swami, "The limitations of deep learning in adversarial settings", IEEE
/// EuroS&amp;P 2016, algorithms 2 and 3. Theta and gamma are its; every channel's value of a pixel counts as a feature. The outputs are
/// the probabilities, as the authors took them for distilled networks ("Distillation as a defense", 2016), or the logits, as in their
/// first paper (JSMA-F and JSMA-Z in Carlini and Wagner, 2017). The probabilities underflow as described at <see cref="CrossEntropy"/>,
/// and with them the attack ends. The best pair is that of all pairs (see <see cref="SaliencyPair"/>).
/// </remarks>
/// <param name="Targets">How the targets of an image are chosen; by default the class after the true one.</param>
/// <param name="OfLogits">Whether the outputs are the logits, and not the probabilities.</param>
/// <param name="Theta">What a chosen value is changed by, in [0, 1] pixel units: from -1 to 1, not 0. The result is clipped.</param>
/// <param name="Gamma">The largest share of an image's values that change, above 0, at most 1.</param>
public sealed record Jsma(AttackTargets? Targets = null, bool OfLogits = false, float Theta = 1, float Gamma = 0.145f) : IAttack
{
    /// <summary>How the targets of an image are chosen.</summary>
    public AttackTargets Targets { get; } = Targets ?? AttackTargets.Next;

    /// <summary>Whether the outputs are the logits.</summary>
    public bool OfLogits { get; } = OfLogits;

    /// <summary>What a chosen value is changed by.</summary>
    public float Theta { get; } = Theta is >= -1 and <= 1 and not 0
        ? Theta
        : throw new ArgumentException($"Theta is {Theta}; expected -1 to 1, not 0.", nameof(Theta));

    /// <summary>The largest share of an image's values that change.</summary>
    public float Gamma { get; } = Gamma is > 0 and <= 1
        ? Gamma
        : throw new ArgumentException($"Gamma is {Gamma}; expected above 0, at most 1.", nameof(Gamma));

    /// <inheritdoc/>
    public string Name => "JSMA";

    /// <inheritdoc/>
    public string Description =>
        $"JSMA(targets={Targets.Name}, outputs={(OfLogits ? "logits" : "probabilities")}, theta={Theta}, gamma={Gamma})";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Also if a rule gives no targets, or wrong ones.</exception>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        images.CopyTo(adversarial);
        var correct = new ActiveImages(images, labels);
        var targets = new int[labels.Length][];
        using (var pass = network.Forward(images))
        {
            correct.FinishMisclassified(pass.Logits);
            for (var row = 0; row < labels.Length; row++)
            {
                var logits = pass.Logits.Slice(row * network.ClassCount, network.ClassCount);
                targets[row] = correct.Finished[row] ? [] : Targets.Of(logits, labels[row]);
            }
        }

        correct.DropFinished();
        var fewest = new int[labels.Length];
        fewest.AsSpan().Fill(int.MaxValue);
        for (var run = 0; correct.Count > 0; run++)
        {
            // Images without a further target leave; the others are attacked as they were.
            for (var row = 0; row < correct.Count; row++)
            {
                correct.Finished[row] = targets[correct.Place(row)].Length == run;
            }

            correct.DropFinished();
            if (correct.Count > 0)
            {
                int[] ofRun = [.. Enumerable.Range(0, correct.Count).Select(row => targets[correct.Place(row)][run])];
                Attack(network, correct, ofRun, fewest, adversarial);
            }
        }
    }

    /// <summary>Attacks all images with a target each, and keeps the successes with fewer changes than those before.</summary>
    private void Attack(IDifferentiableNetwork network, ActiveImages correct, int[] targets, int[] fewest, Span<float> adversarial)
    {
        var active = new ActiveImages(correct.Pixels, correct.Labels);
        var jacobian = new TargetJacobian(network.ClassCount, correct.Count, network.Input.Size);
        var pair = new SaliencyPair(network.Input.Size, Theta);
        var mostPairs = (int)(network.Input.Size * (double)Gamma / 2);
        for (var changedPairs = 0; active.Count > 0; changedPairs++)
        {
            using (var pass = network.Forward(active.Pixels))
            {
                for (var row = 0; row < active.Count; row++)
                {
                    var (inner, outer) = (active.Place(row), correct.Place(active.Place(row)));
                    var logits = pass.Logits.Slice(row * network.ClassCount, network.ClassCount);
                    var isReached = Predictions.ClassOf(logits) == targets[inner];
                    if (isReached && changedPairs < fewest[outer])
                    {
                        fewest[outer] = changedPairs;
                        active.Image(row).CopyTo(active.RowOf(adversarial, outer));
                    }

                    // More changes than those of an earlier target's success would be for nothing.
                    active.Finished[row] = isReached || changedPairs >= Math.Min(mostPairs, fewest[outer] - 1);
                }

                if (active.FinishedCount < active.Count)
                {
                    jacobian.Find(pass, active, targets, OfLogits);
                }
            }

            for (var row = 0; row < active.Count; row++)
            {
                active.Finished[row] = active.Finished[row] || !Change(active.Image(row), pair, jacobian, row);
            }

            active.DropFinished();
        }
    }

    /// <summary>False if no pair is left that would bring the target nearer.</summary>
    private bool Change(Span<float> image, SaliencyPair pair, TargetJacobian jacobian, int row)
    {
        if (!pair.Find(image, jacobian.OfTarget(row), jacobian.OfOthers(row)))
        {
            return false;
        }

        image[pair.First] = PixelBall.ToPixel(image[pair.First] + Theta);
        image[pair.Second] = PixelBall.ToPixel(image[pair.Second] + Theta);
        return true;
    }
}
