using System.Runtime.Intrinsics;

namespace Reproduce.Core.Attacks;

/// <summary>
/// Adam on the squared distance to an image plus another term, over variables w with pixel = (tanh(w) + 1) / 2: every w is a pixel in
/// [0, 1], and nothing has to be clipped.
/// </summary>
/// <remarks>
/// Source: Carlini and Wagner (2017), section V; Kingma and Ba, "Adam", ICLR 2015, with its defaults. The start's pixels are drawn by a
/// millionth towards 0.5, as in foolbox 3, so that 0 and 1 have a finite variable. The distance is measured from these pixels, as there:
/// from the image, it would begin with a slope, which outweighs the other term where that has a small factor. A pixel is written as
/// 1 / (1 + exp(-2w)), which is the same.
/// </remarks>
internal sealed class TanhDescent
{
    private const double Shrinkage = 0.999999;
    private const float FirstDecay = 0.9f;
    private const float SecondDecay = 0.999f;
    private const float SmallestDeviation = 1e-8f;

    private readonly float _stepSize;
    private readonly float[] _starts;
    private readonly float[] _variables;
    private readonly float[] _means;
    private readonly float[] _squares;

    // The decays to the power of the step's number: by multiplication, whose bits are the same on every system.
    private double _firstPower = 1;
    private double _secondPower = 1;

    /// <summary>Before the first step.</summary>
    /// <param name="images">The images of the whole batch, in [0, 1].</param>
    /// <param name="stepSize">Adam's step.</param>
    public TanhDescent(ReadOnlySpan<float> images, float stepSize)
    {
        _stepSize = stepSize;
        (_variables, _means, _squares) = (new float[images.Length], new float[images.Length], new float[images.Length]);
        for (var i = 0; i < images.Length; i++)
        {
            var tangent = ((2.0 * images[i]) - 1) * Shrinkage;
            _variables[i] = (float)(Vector128.Log(Vector128.Create((1 + tangent) / (1 - tangent)))[0] / 2);
        }

        _starts = new float[images.Length];
        ToPixels(0, _starts);
    }

    /// <summary>The pixels of one image before the first step, shape <c>[C, H, W]</c>: those from which the distance is measured.</summary>
    /// <param name="place">The image's place in the batch.</param>
    /// <param name="size">Numbers in an image.</param>
    public ReadOnlySpan<float> Start(int place, int size) => _starts.AsSpan(place * size, size);

    /// <summary>The pixels of one image's variables.</summary>
    /// <param name="place">The image's place in the batch.</param>
    /// <param name="pixels">Receives them, shape <c>[C, H, W]</c>.</param>
    public void ToPixels(int place, Span<float> pixels)
    {
        var variables = _variables.AsSpan(place * pixels.Length, pixels.Length);
        var i = 0;
        for (; i <= variables.Length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            Pixels(Vector128.Create<float>(variables[i..])).CopyTo(pixels[i..]);
        }

        for (; i < variables.Length; i++)
        {
            pixels[i] = Pixels(Vector128.Create(variables[i]))[0];
        }
    }

    /// <summary>Begins the next step; all images take their steps together, those that still take any.</summary>
    public void NextStep()
    {
        _firstPower *= FirstDecay;
        _secondPower *= SecondDecay;
    }

    /// <summary>The present step of one image's variables.</summary>
    /// <param name="place">The image's place in the batch.</param>
    /// <param name="pixels">The present pixels (see <see cref="ToPixels"/>).</param>
    /// <param name="gradient">The gradient of the other term by the pixels.</param>
    public void Step(int place, ReadOnlySpan<float> pixels, ReadOnlySpan<float> gradient)
    {
        var first = place * pixels.Length;
        var variables = _variables.AsSpan(first, pixels.Length);
        var means = _means.AsSpan(first, pixels.Length);
        var squares = _squares.AsSpan(first, pixels.Length);
        var start = Start(place, pixels.Length);
        var meanFactor = (float)(_stepSize / (1 - _firstPower));
        var squareFactor = (float)(1 / (1 - _secondPower));
        for (var i = 0; i < pixels.Length; i++)
        {
            var slope = 2 * pixels[i] * (1 - pixels[i]) * (gradient[i] + (2 * (pixels[i] - start[i])));
            means[i] = (FirstDecay * means[i]) + ((1 - FirstDecay) * slope);
            squares[i] = (SecondDecay * squares[i]) + ((1 - SecondDecay) * slope * slope);
            variables[i] -= meanFactor * means[i] / (MathF.Sqrt(squares[i] * squareFactor) + SmallestDeviation);
        }
    }

    private static Vector128<float> Pixels(Vector128<float> variables) =>
        Vector128<float>.One / (Vector128<float>.One + Vector128.Exp(-2 * variables));
}
