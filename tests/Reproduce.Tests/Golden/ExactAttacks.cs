using Reproduce.Core.Networks;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Golden;

/// <summary>The attacks by their definitions, in double precision and for one image of pixels in [0, 1].</summary>
/// <param name="network">The network.</param>
/// <param name="temperature">What its logits are divided by.</param>
internal sealed class ExactAttacks(ImageNetwork network, double temperature)
{
    /// <summary>One step of size epsilon up the cross-entropy.</summary>
    public double[] Fgsm(double[] image, int label, double epsilon) => Pgd(image, label, epsilon, stepSize: epsilon, steps: 1);

    /// <summary>Steps up the cross-entropy, each clipped to epsilon around the image and to [0, 1]; no random start.</summary>
    public double[] Pgd(double[] image, int label, double epsilon, double stepSize, int steps)
    {
        var current = image;
        for (var step = 0; step < steps; step++)
        {
            var gradient = LossGradient(current, label);
            current = [.. current.Select((pixel, i) => Project(pixel + (stepSize * Math.Sign(gradient[i])), image[i], epsilon))];
        }

        return current;
    }

    /// <summary>
    /// Steps to the nearest boundary of the linear approximation, each lengthened by the overshoot, until the class changes.
    /// </summary>
    public double[] DeepFool(double[] image, int label, int steps, double overshoot)
    {
        var current = image;
        for (var step = 0; step < steps; step++)
        {
            var forward = ExactNetwork.Forward(network, Normalized(current));
            var logits = forward[^1];
            if (Array.IndexOf(logits, logits.Max()) != label)
            {
                break;
            }

            var nearest = Enumerable.Range(0, logits.Length).Where(other => other != label)
                .Select(other => Boundary(forward, label, other))
                .MinBy(boundary => boundary.Gap / Math.Sqrt(boundary.SquaredNorm));
            var factor = (1 + overshoot) * nearest.Gap / nearest.SquaredNorm;
            current = [.. current.Select((pixel, i) => Math.Clamp(pixel + (factor * nearest.Direction[i]), 0, 1))];
        }

        return current;
    }

    /// <summary>A network takes pixels less 0.5, divided by 0.5.</summary>
    public static double[] Normalized(double[] image) => [.. image.Select(pixel => (pixel - 0.5) / 0.5)];

    private (double[] Direction, double Gap, double SquaredNorm) Boundary(double[][] forward, int label, int other)
    {
        var weights = new double[forward[^1].Length];
        (weights[other], weights[label]) = (1 / temperature, -1 / temperature);
        double[] direction = [.. ExactGradients.Of(network, forward, weights)[0].Select(slope => slope / 0.5)];
        return (direction, (forward[^1][label] - forward[^1][other]) / temperature, direction.Sum(slope => slope * slope));
    }

    private double[] LossGradient(double[] image, int label)
    {
        var forward = ExactNetwork.Forward(network, Normalized(image));
        double[] scaled = [.. forward[^1].Select(logit => Math.Exp((logit - forward[^1].Max()) / temperature))];
        double[] weights = [.. scaled.Select((value, k) => ((value / scaled.Sum()) - (k == label ? 1 : 0)) / temperature)];
        return ExactGradients.Of(network, forward, weights)[0];
    }

    private static double Project(double pixel, double original, double epsilon) =>
        Math.Clamp(Math.Clamp(pixel, original - epsilon, original + epsilon), 0, 1);
}
