namespace Reproduce.Testing.Snapshots.Images;

/// <summary>A Gaussian blur of a plane; beyond its borders the plane goes on as its border pixels are.</summary>
internal static class GaussianBlur
{
    /// <summary>Blurs a plane.</summary>
    /// <param name="plane">Values row by row, shape <c>[height * width]</c>.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="sigma">Standard deviation in pixels; positive.</param>
    public static float[] Apply(float[] plane, int width, int height, double sigma)
    {
        var kernel = Kernel(sigma);
        var rows = Along(plane, width, height, 1, width, kernel);
        return Along(rows, height, width, width, 1, kernel);
    }

    private static float[] Kernel(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var weights = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    /// <summary>
    /// Blurs each of <paramref name="lines"/> lines, whose <paramref name="length"/> values lie <paramref name="step"/> apart.
    /// </summary>
    private static float[] Along(float[] plane, int length, int lines, int step, int lineStep, float[] kernel)
    {
        var blurred = new float[plane.Length];
        var radius = kernel.Length / 2;
        for (var line = 0; line < lines; line++)
        {
            var start = line * lineStep;
            for (var i = 0; i < length; i++)
            {
                var sum = 0f;
                for (var k = 0; k < kernel.Length; k++)
                {
                    sum += kernel[k] * plane[start + (Math.Clamp(i + k - radius, 0, length - 1) * step)];
                }

                blurred[start + (i * step)] = sum;
            }
        }

        return blurred;
    }
}
