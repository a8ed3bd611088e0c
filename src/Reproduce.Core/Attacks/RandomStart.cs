using System.Runtime.CompilerServices;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Attacks;

/// <summary>The random start of an attack: every pixel moved by a uniform number in [-epsilon, epsilon], then clipped to [0, 1].</summary>
/// <remarks>
/// Every image has a stream of its own, named by the key and the image's place, so that batches and threads change nothing.
/// </remarks>
internal static class RandomStart
{
    /// <summary>The start of one image.</summary>
    /// <param name="key">The attack's key, such as <c>attack/seed=42</c>.</param>
    /// <param name="index">The image's place in the whole set.</param>
    /// <param name="epsilon">The largest change of a pixel.</param>
    /// <param name="image">Shape <c>[C, H, W]</c>, in [0, 1].</param>
    /// <param name="start">Receives the start, shape <c>[C, H, W]</c>.</param>
    public static void Draw(string key, int index, float epsilon, ReadOnlySpan<float> image, Span<float> start)
    {
        var random = StreamOf(key, index);
        for (var i = 0; i < image.Length; i++)
        {
            var noise = (float)(epsilon * ((2 * random.NextDouble()) - 1));
            start[i] = PixelBall.ToPixel(image[i] + noise);
        }
    }

    /// <summary>The random stream of one image.</summary>
    /// <param name="key">The attack's key.</param>
    /// <param name="index">The image's place in the whole set.</param>
    public static MersenneTwister StreamOf(string key, int index) => MersenneTwister.FromKey($"{key}/image={index}");

    /// <summary>The key, if it is null or not empty.</summary>
    public static string? Checked(string? key, [CallerArgumentExpression(nameof(key))] string name = "") =>
        key is not { Length: 0 }
            ? key
            : throw new ArgumentException($"{name} is an empty key; expected a text, or null for no random start.", name);
}
