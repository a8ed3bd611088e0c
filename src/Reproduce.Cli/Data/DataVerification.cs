using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.DataSets;

namespace Reproduce.Cli.Data;

/// <summary>Reads a whole data set and says what it holds.</summary>
internal static class DataVerification
{
    /// <summary>Reads a data set and describes it; TSRD both as released and as described.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="side">Rows and columns that TSRD's pictures are resized to: the fingerprint is of these images.</param>
    /// <param name="write">Receives the lines.</param>
    /// <exception cref="ImageDataException">It is damaged or incomplete.</exception>
    public static void Run(DataSet set, string folder, int side, Action<string> write)
    {
        write(folder);
        if (set == DataSet.Cifar10)
        {
            Describe(Cifar10.Load(folder), write);
            return;
        }

        foreach (var protocol in (ReadOnlySpan<Protocol>)[Protocol.AsReleased, Protocol.AsDescribed])
        {
            Describe(Tsrd.Load(folder, protocol, side), write);
        }
    }

    private static void Describe(ImageData data, Action<string> write)
    {
        write($"  {data.Name}, {data.ClassNames.Length} classes");
        write($"    training: {Describe(data.Train)}");
        write($"    test:     {Describe(data.Test)}");
        write($"    fingerprint {data.Fingerprint}");
    }

    private static string Describe(ImageSet images)
    {
        var sizes = new int[images.ClassCount];
        foreach (var label in images.Labels)
        {
            sizes[label]++;
        }

        return $"{images.Count} images {images.Shape}, {sizes.Min()} to {sizes.Max()} a class";
    }
}
