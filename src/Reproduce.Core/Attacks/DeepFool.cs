using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// DeepFool in the Euclidean norm: steps to the nearest boundary of the network's linear approximation, until the predicted class is no
/// longer the true one. Images that are misclassified already are returned unchanged.
/// </summary>
/// <remarks>
/// Source: Moosavi-Dezfooli, Fawzi and Frossard, "DeepFool: a simple and accurate method to fool deep neural networks", CVPR 2016, as
/// torchattacks 3.5.1 has it: the true class takes the place of the first predicted one, every step (not their sum) is lengthened by the
/// overshoot and clipped to [0, 1], and the class after the last step is not checked. Where the library divides zero by zero and returns an
/// image of NaN (no logit difference depends on the image) or infinity by infinity, the image stays as it is here.
/// </remarks>
/// <param name="Steps">The most steps, at least 1.</param>
/// <param name="Overshoot">How much further than the boundary a step goes, as a share of the distance to it; at least 0.</param>
public sealed record DeepFool(int Steps = 50, float Overshoot = 0.02f) : IAttack
{
    /// <summary>The most steps.</summary>
    public int Steps { get; } = ImageArguments.AtLeastOne(Steps);

    /// <summary>How much further than the boundary a step goes.</summary>
    public float Overshoot { get; } = AttackArguments.AtLeastZero(Overshoot);

    /// <inheritdoc/>
    public string Name => "DeepFool";

    /// <inheritdoc/>
    public string Description => $"DeepFool(steps={Steps}, overshoot={Overshoot})";

    /// <inheritdoc/>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        var active = new ActiveImages(images, labels);
        var search = new NearestBoundary(network.ClassCount, labels.Length, network.Input.Size);
        for (var step = 0; step < Steps && active.Count > 0; step++)
        {
            using (var pass = ForwardOfUnfinished(network, active, adversarial))
            {
                if (pass is null)
                {
                    return;
                }

                search.Find(pass, active);
                Move(active, search);
            }

            active.DropFinished(adversarial);
        }

        active.Finished.AsSpan(0, active.Count).Fill(true);
        active.DropFinished(adversarial);
    }

    /// <summary>
    /// The forward pass of the images left; null if none is. Finished ones are removed first where computing their gradients would cost
    /// more than a second forward pass of the others; a forward and a backward pass take about the same time.
    /// </summary>
    private static IForwardPass? ForwardOfUnfinished(IDifferentiableNetwork network, ActiveImages active, Span<float> adversarial)
    {
        var pass = network.Forward(active.Pixels);
        active.FinishMisclassified(pass.Logits);
        var finished = active.FinishedCount;
        if (finished * (network.ClassCount - 1) <= active.Count - finished)
        {
            return pass;
        }

        pass.Dispose();
        active.DropFinished(adversarial);
        return active.Count == 0 ? null : network.Forward(active.Pixels);
    }

    /// <summary>An image that a step leaves unchanged is finished: every further step would do the same.</summary>
    private void Move(ActiveImages active, NearestBoundary search)
    {
        for (var row = 0; row < active.Count; row++)
        {
            if (!active.Finished[row])
            {
                active.Finished[row] = !MoveImage(active.Image(row), search.Direction(row), search.Gap(row), search.SquaredNorm(row));
            }
        }
    }

    private bool MoveImage(Span<float> image, ReadOnlySpan<float> direction, float gap, float squaredNorm)
    {
        if (squaredNorm == 0)
        {
            return false;
        }

        var factor = 1 + Overshoot;
        var moved = false;
        for (var i = 0; i < image.Length; i++)
        {
            var pixel = PixelBall.ToPixel(image[i] + (factor * (gap * direction[i] / squaredNorm)));
            moved |= pixel != image[i];
            image[i] = pixel;
        }

        return moved;
    }
}
