using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// For every image of a pass, the class whose boundary with the true class is nearest by linear approximation: the smallest
/// |logit difference| / |gradient of the difference|.
/// </summary>
/// <remarks>
/// The gradient of each difference is taken as a whole, one other class after the other and only the best one kept: one product fewer than
/// the Jacobian of all logits, and no room for it. Norms are added up in 64 bits, so that small gradients don't vanish in their squares.
/// </remarks>
internal sealed class NearestBoundary
{
    private readonly int _classCount;
    private readonly int _size;
    private readonly float[] _weights;
    private readonly float[] _gradients;
    private readonly float[] _directions;
    private readonly float[] _distances;
    private readonly float[] _gaps;
    private readonly float[] _squaredNorms;

    /// <summary>Room for the largest batch.</summary>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="imageCount">Number of images.</param>
    /// <param name="imageSize">Numbers in one image.</param>
    public NearestBoundary(int classCount, int imageCount, int imageSize)
    {
        var pixelCount = imageCount * imageSize;
        (_classCount, _size) = (classCount, imageSize);
        (_weights, _gradients, _directions) = (new float[imageCount * classCount], new float[pixelCount], new float[pixelCount]);
        (_distances, _gaps, _squaredNorms) = (new float[imageCount], new float[imageCount], new float[imageCount]);
    }

    /// <summary>The gradient of (the nearest class's logit - the true class's), shape <c>[C, H, W]</c>.</summary>
    public ReadOnlySpan<float> Direction(int row) => _directions.AsSpan(row * _size, _size);

    /// <summary>|the nearest class's logit - the true class's|.</summary>
    public float Gap(int row) => _gaps[row];

    /// <summary>
    /// The squared Euclidean norm of <see cref="Direction"/>; 0 if no difference depends on the image by a finite gradient.
    /// </summary>
    public float SquaredNorm(int row) => _squaredNorms[row];

    /// <summary>Looks at all other classes of all images that are not finished.</summary>
    public void Find(IForwardPass pass, ActiveImages active)
    {
        var weights = _weights.AsSpan(0, active.Count * _classCount);
        var gradients = _gradients.AsSpan(0, active.Count * _size);
        _distances.AsSpan().Fill(float.PositiveInfinity);
        Array.Clear(_squaredNorms);
        for (var other = 0; other < _classCount - 1; other++)
        {
            weights.Clear();
            for (var row = 0; row < active.Count; row++)
            {
                weights[(row * _classCount) + ClassOf(other, active.Labels[row])] = 1;
                weights[(row * _classCount) + active.Labels[row]] = -1;
            }

            pass.InputGradients(weights, gradients);
            for (var row = 0; row < active.Count; row++)
            {
                if (!active.Finished[row])
                {
                    var (label, first) = (active.Labels[row], row * _classCount);
                    Compare(row, Math.Abs(pass.Logits[first + ClassOf(other, label)] - pass.Logits[first + label]));
                }
            }
        }
    }

    /// <summary>The classes but the label, counted from 0.</summary>
    private static int ClassOf(int other, int label) => other < label ? other : other + 1;

    private void Compare(int row, float gap)
    {
        var gradient = _gradients.AsSpan(row * _size, _size);
        var squaredNorm = SquaredNorm(gradient);
        var distance = (float)(gap / Math.Sqrt(squaredNorm));
        // Also false for 0 / 0. A norm that is 0 or infinite in 32 bits could not be divided by.
        if (distance < _distances[row] && (float)squaredNorm is > 0 and < float.PositiveInfinity)
        {
            (_distances[row], _gaps[row], _squaredNorms[row]) = (distance, gap, (float)squaredNorm);
            gradient.CopyTo(_directions.AsSpan(row * _size));
        }
    }

    /// <summary>Four sums, so that an addition does not wait for the one before.</summary>
    private static double SquaredNorm(ReadOnlySpan<float> values)
    {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        var i = 0;
        for (; i <= values.Length - 4; i += 4)
        {
            a += (double)values[i] * values[i];
            b += (double)values[i + 1] * values[i + 1];
            c += (double)values[i + 2] * values[i + 2];
            d += (double)values[i + 3] * values[i + 3];
        }

        for (; i < values.Length; i++)
        {
            a += (double)values[i] * values[i];
        }

        return a + b + (c + d);
    }
}
