using Reproduce.Core.Data;
using Reproduce.Core.Randomness;
using Reproduce.DataSets.SignDrawing;

namespace Reproduce.DataSets;

/// <summary>
/// Road signs that are drawn instead of downloaded: a stand-in for CIFAR-10 and TSRD wherever there is no network. The classes combine
/// outlines, colours and glyphs, and some differ by one of these alone; pose, light, blur, things in the way and noise vary.
/// </summary>
/// <remarks>
/// A seed gives the same bytes on every x64 machine. Each image has a random stream of its own, keyed by seed, split and index, so a
/// smaller set is the beginning of a larger one. Skia fills polygons whose corners lie on its grid of 1/64 pixel, without
/// antialiasing, which it does in whole numbers; all else is IEEE arithmetic without functions of the C library.
/// </remarks>
public static class Signs
{
    /// <summary>Draws both splits, on all cores.</summary>
    /// <param name="settings">How many, and which.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static ImageData Draw(SignsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        return new ImageData(
            settings.LongTail ? "Signs, long-tailed" : "Signs",
            [.. SignClass.All.Take(settings.Classes).Select(sign => sign.Name)],
            DrawSplit(settings, "train", settings.TrainCount),
            DrawSplit(settings, "test", settings.TestCount));
    }

    private static ImageSet DrawSplit(SignsSettings settings, string split, int count)
    {
        var shape = new ImageShape(SignCamera.Channels, settings.Side, settings.Side);
        var key = $"signs/seed={settings.Seed}/{split}";
        var labels = settings.LongTail
            ? SignLabels.LongTailed(key, settings.Classes, count)
            : SignLabels.Balanced(key, settings.Classes, count);
        var pixels = new byte[count * shape.Size];
        Parallel.For(
            0,
            count,
            () => new SignStudio(settings.Side, settings.Difficulty),
            (index, _, studio) =>
            {
                var random = MersenneTwister.FromKey($"{key}/image={index}");
                studio.Draw(SignClass.All[labels[index]], random, pixels.AsSpan(index * shape.Size, shape.Size));
                return studio;
            },
            studio => studio.Dispose());
        return new ImageSet(shape, settings.Classes, pixels, labels);
    }
}
