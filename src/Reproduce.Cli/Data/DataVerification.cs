using Reproduce.Core.Data;
using Reproduce.DataSets;

namespace Reproduce.Cli.Data;

/// <summary>Reads a whole data set and says what it holds.</summary>
internal static class DataVerification
{
    /// <summary>Reads and describes the data sets that are made from the same files, in the paper's size.</summary>
    /// <param name="sets">The data sets, one for each protocol.</param>
    /// <param name="folder">The folder of their files.</param>
    /// <param name="write">Receives the lines.</param>
    /// <returns>Whether all bytes are those that were published.</returns>
    /// <exception cref="ImageDataException">It is damaged or incomplete.</exception>
    public static bool Run(IEnumerable<DataSet> sets, string folder, Action<string> write)
    {
        write(folder);
        var isOriginal = true;
        foreach (var set in sets)
        {
            var data = set.Read(set.Paper, folder);
            Describe(data, write);
            isOriginal &= data.Altered.IsEmpty;
        }

        return isOriginal;
    }

    /// <summary>Whether the bytes are those that were published, and what follows if not.</summary>
    public static string Originality(ImageData data) => data.Altered.IsEmpty
        ? "original: the bytes that were published"
        : $"not as published: {string.Join(", ", data.Altered)}; results are not compared with those on the original";

    private static void Describe(ImageData data, Action<string> write)
    {
        write($"  {data.Labelled(data.Name)}, {data.ClassNames.Length} classes");
        write($"    training: {Describe(data.Train)}");
        write($"    test:     {Describe(data.Test)}");
        write($"    {Originality(data)}");
        write($"    fingerprint {data.Fingerprint}");
    }

    private static string Describe(ImageSet images)
    {
        var sizes = Enumerable.Range(0, images.ClassCount).Select(label => images.Labels.Count(other => other == label)).ToList();
        return $"{images.Count} images {images.Shape}, {sizes.Min()} to {sizes.Max()} a class";
    }
}
