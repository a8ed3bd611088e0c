using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>
/// Whether attributions add up to what they explain: the difference of the logit between the image and the baseline of zeros (Sundararajan
/// et al., "Axiomatic Attribution for Deep Networks", 2017, section 3). Integrated Gradients would, with infinitely many steps.
/// </summary>
public static class Completeness
{
    /// <summary>
    /// By how much the attributions miss it: the mean, over the images, of the absolute difference between the attributions' sum and the
    /// logit's difference, over the mean of the absolute difference of the logit.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="images">One or more images as the network takes them, shape <c>[N, C, H, W]</c>.</param>
    /// <param name="targets">The classes whose logits were explained, shape <c>[N]</c>.</param>
    /// <param name="attributions">The attributions of the images' numbers, shape <c>[N, C, H, W]</c>.</param>
    /// <returns>0 where all add up; 1 where they are as far off as attributions of zeros.</returns>
    /// <exception cref="ArgumentException">The lengths don't fit each other, or a target is out of range.</exception>
    public static double Gap(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> targets, ReadOnlySpan<float> attributions)
    {
        ArgumentNullException.ThrowIfNull(network);
        ImageArguments.CheckLabelled(network, images, targets, nameof(targets));
        if (attributions.Length != images.Length)
        {
            throw new ArgumentException(
                $"{images.Length} numbers of images have as many attributions, not {attributions.Length}.", nameof(attributions));
        }

        using var baseline = network.Forward(new float[network.Input.Size]);
        using var pass = network.Forward(images);
        var (missed, explained) = (0.0, 0.0);
        for (var i = 0; i < targets.Length; i++)
        {
            var sum = 0.0;
            foreach (var attribution in attributions.Slice(i * network.Input.Size, network.Input.Size))
            {
                sum += attribution;
            }

            var difference = (double)pass.Logits[(i * network.ClassCount) + targets[i]] - baseline.Logits[targets[i]];
            missed += Math.Abs(sum - difference);
            explained += Math.Abs(difference);
        }

        return missed / explained;
    }
}
