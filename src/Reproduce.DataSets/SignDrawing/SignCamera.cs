using Reproduce.Core.Randomness;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>Turns a scene of more pixels into an image: downsampling, blur, light, noise. For one thread.</summary>
/// <param name="side">Rows and columns of an image.</param>
internal sealed class SignCamera(int side)
{
    /// <summary>Red, green and blue.</summary>
    public const int Channels = 3;

    /// <summary>Rows and columns of the scene for each row and column of the image.</summary>
    public const int Fineness = 4;

    private const int BytesOfPixel = 4;
    private const double MidGrey = 127.5;

    private readonly double[] _levels = new double[side * side];
    private readonly double[] _blurred = new double[side * side];
    private readonly double[] _shadow = new double[side * side];

    /// <summary>Takes the picture.</summary>
    /// <param name="scene">The scene's pixels, as <see cref="SignCanvas.Pixels"/> gives them.</param>
    /// <param name="light">Light, blur and noise.</param>
    /// <param name="random">The image's stream; the noise is drawn from it.</param>
    /// <param name="pixels">Receives the image, shape <c>[3, H, W]</c>.</param>
    public void Take(ReadOnlySpan<byte> scene, SignLight light, MersenneTwister random, Span<byte> pixels)
    {
        CastShadow(light);
        for (var channel = 0; channel < Channels; channel++)
        {
            Downsample(scene, channel);
            Blur(light.BlurPasses);
            Expose(light, channel, random, pixels.Slice(channel * side * side, side * side));
        }
    }

    /// <summary>The mean of each block of the scene's pixels.</summary>
    private void Downsample(ReadOnlySpan<byte> scene, int channel)
    {
        var stride = side * Fineness * BytesOfPixel;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var sum = 0;
                for (var row = 0; row < Fineness; row++)
                {
                    var first = (((y * Fineness) + row) * stride) + (x * Fineness * BytesOfPixel) + channel;
                    for (var column = 0; column < Fineness; column++)
                    {
                        sum += scene[first + (column * BytesOfPixel)];
                    }
                }

                _levels[(y * side) + x] = sum / (double)(Fineness * Fineness);
            }
        }
    }

    private void Blur(double passes)
    {
        for (; passes > 0; passes--)
        {
            var strength = Math.Min(passes, 1);
            BlurLines(_levels, _blurred, step: 1, line: side, strength);
            BlurLines(_blurred, _levels, step: side, line: 1, strength);
        }
    }

    /// <summary>A pass along rows or columns; the outermost pixels are repeated beyond the border.</summary>
    /// <param name="from">What is blurred.</param>
    /// <param name="to">Receives the result.</param>
    /// <param name="step">From a pixel to the next in its line.</param>
    /// <param name="line">From a line to the next.</param>
    /// <param name="strength">1 for the weights 1-2-1, below for less.</param>
    private void BlurLines(double[] from, double[] to, int step, int line, double strength)
    {
        var neighbour = strength / 4;
        for (var i = 0; i < side; i++)
        {
            var first = i * line;
            for (var j = 0; j < side; j++)
            {
                var at = first + (j * step);
                var before = from[j == 0 ? at : at - step];
                var after = from[j == side - 1 ? at : at + step];
                to[at] = from[at] + (neighbour * (before + after - (2 * from[at])));
            }
        }
    }

    /// <summary>A factor for every pixel: 1 on the bright side, the shadow's on the other, and a soft edge between.</summary>
    private void CastShadow(SignLight light)
    {
        var middle = (side - 1) / 2.0;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var beyond = (((light.EdgeX * (x - middle)) + (light.EdgeY * (y - middle))) / side * 2) - light.EdgeAt;
                _shadow[(y * side) + x] = 1 - ((1 - light.Shadow) * Math.Clamp((beyond * 4) + 0.5, 0, 1));
            }
        }
    }

    private void Expose(SignLight light, int channel, MersenneTwister random, Span<byte> pixels)
    {
        var factor = light.Exposure * light.Cast(channel);
        for (var i = 0; i < pixels.Length; i++)
        {
            var lit = _levels[i] * factor * _shadow[i];
            var level = MidGrey + ((lit - MidGrey) * light.Contrast) + (light.Noise * random.NextBell());
            pixels[i] = (byte)Math.Clamp(Math.Round(level), 0, 255);
        }
    }
}
