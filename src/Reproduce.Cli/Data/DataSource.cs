using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.DataSets;

namespace Reproduce.Cli.Data;

/// <summary>Where a data set comes from.</summary>
/// <param name="Set">The data set.</param>
/// <param name="Site">The address of the folder with its archives, with a slash at the end.</param>
/// <param name="Archives">The archives.</param>
/// <param name="Check">Reads the unpacked data set in a folder and throws an <see cref="ImageDataException"/> if it is not whole.</param>
internal sealed record DataSource(DataSet Set, Uri Site, ImmutableArray<RemoteArchive> Archives, Action<string> Check)
{
    // Every picture is read; their size does not matter here.
    private const int CheckedSide = 32;

    private static DataSource Cifar { get; } = new(
        DataSet.Cifar10,
        new Uri("https://www.cs.toronto.edu/~kriz/"),
        [new("cifar-10-binary.tar.gz", "", [".bin", ".txt"], "c32a1d4ab5d03f1284b67883e8d87530")],
        folder => CheckCounts(Cifar10.Load(folder), 50_000, 10_000));

    /// <remarks>The data set's page (recognition.html at this address) publishes no checksums; the numbers of pictures must do.</remarks>
    private static DataSource TrafficSigns { get; } = new(
        DataSet.Tsrd,
        new Uri("http://www.nlpr.ia.ac.cn/pal/trafficdata/"),
        [
            new("tsrd-train.zip", "tsrd-train", [".png"], null),
            new("TSRD-Test.zip", "TSRD-Test", [".png"], null),
            new("TSRD-Train Annotation.zip", "", [".txt"], null),
            new("TSRD-Test Annotation.zip", "", [".txt"], null),
        ],
        folder => CheckCounts(
            Tsrd.Load(folder, Protocol.AsReleased, CheckedSide), Tsrd.PublishedTrainCount, Tsrd.PublishedTestCount));

    /// <summary>Where the data set is published.</summary>
    public static DataSource Published(DataSet set) => set == DataSet.Cifar10 ? Cifar : TrafficSigns;

    private static void CheckCounts(ImageData data, int train, int test)
    {
        if (data.Train.Count != train || data.Test.Count != test)
        {
            throw new ImageDataException(
                $"{data.Name} has {data.Train.Count} training and {data.Test.Count} test images; expected {train} and {test}.");
        }
    }
}

/// <summary>An archive of a data set.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Folder">Which folder of the data set its files go to; empty for the data set's own.</param>
/// <param name="Extensions">Which of its files are needed.</param>
/// <param name="Md5">Its published MD5 in lower-case hexadecimal, or null.</param>
internal sealed record RemoteArchive(string Name, string Folder, ImmutableArray<string> Extensions, string? Md5);
