using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;

namespace Reproduce.Bench;

/// <summary>What the benchmarks of image networks work on.</summary>
internal static class BenchmarkImages
{
    /// <summary>CIFAR-10's networks at a quarter of their width: the size of the Quick profile's signs.</summary>
    public static Recipe Recipe(string model) => (Profile.Paper.Images.Cifar10 with { Width = 0.25, Epochs = 1 }).Recipe(ModelName.Parse(model));

    /// <summary>Images of noise, which take as long as any others.</summary>
    /// <param name="count">Number of images.</param>
    public static ImageSet Noise(int count)
    {
        var random = MersenneTwister.FromKey("benchmark");
        var shape = new ImageShape(3, 32, 32);
        var pixels = new byte[count * shape.Size];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)random.NextInt32(256);
        }

        return new ImageSet(shape, 10, pixels, [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(10))]);
    }

    /// <summary>A network of first weights.</summary>
    public static ImageNetwork Network(Recipe recipe)
    {
        var layers = ImageNetworkLayers.Of(recipe.Network);
        var values = new float[ImageNetworkLayers.ParameterCount(layers)];
        LinearInitialization.Fill(layers, values, new TrainingStreams(recipe, Profile.FirstSeed).Initialization());
        return new ImageNetwork(recipe.Network, values);
    }
}
