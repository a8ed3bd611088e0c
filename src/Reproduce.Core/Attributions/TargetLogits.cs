namespace Reproduce.Core.Attributions;

/// <summary>The weights of a vector-Jacobian product that make it the gradient of one logit for each image.</summary>
internal static class TargetLogits
{
    /// <summary>1 for an image's target, else 0.</summary>
    /// <param name="targets">Shape <c>[N]</c>.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <returns>Shape <c>[N, classes]</c>.</returns>
    public static float[] OneHot(ReadOnlySpan<int> targets, int classCount)
    {
        var weights = new float[targets.Length * classCount];
        for (var i = 0; i < targets.Length; i++)
        {
            weights[(i * classCount) + targets[i]] = 1;
        }

        return weights;
    }
}
