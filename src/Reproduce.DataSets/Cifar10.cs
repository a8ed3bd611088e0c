using System.Collections.Immutable;
using System.Security.Cryptography;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;

namespace Reproduce.DataSets;

/// <summary>
/// CIFAR-10 in its published binary form: a folder <c>cifar-10-batches-bin</c> with <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c>,
/// <c>test_batch.bin</c> and <c>batches.meta.txt</c>. A batch is a sequence of records: a byte of label, and the 3,072 bytes of an image,
/// the red rows, the green rows, the blue rows.
/// </summary>
/// <remarks>Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images" (2009), and the data set's page.</remarks>
public static class Cifar10
{
    private const int TrainBatches = 5;
    private const string TestFile = "test_batch.bin";
    private const string NamesFile = "batches.meta.txt";

    // SHA-256 of the files of cifar-10-binary.tar.gz as published.
    private static readonly ImmutableDictionary<string, string> Published = new Dictionary<string, string>
    {
        ["data_batch_1.bin"] = "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
        ["data_batch_2.bin"] = "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
        ["data_batch_3.bin"] = "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
        ["data_batch_4.bin"] = "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
        ["data_batch_5.bin"] = "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
        [TestFile] = "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b",
    }.ToImmutableDictionary();

    /// <summary>The published files.</summary>
    public static DataSetFiles Files { get; } = new()
    {
        Title = "CIFAR-10",
        CommandName = "cifar10",
        FolderName = "cifar-10-batches-bin",
        Site = new Uri("https://www.cs.toronto.edu/~kriz/"),
        Archives = [new("cifar-10-binary.tar.gz", "", [".bin", ".txt"], "c32a1d4ab5d03f1284b67883e8d87530")],
        TrainCount = 50_000,
        TestCount = 10_000,
        AreIn = IsIn,
        Read = Load,
    };

    /// <summary>The data set and the experiment of section 5.2, its numbers as the released code has them.</summary>
    public static DataSet Definition { get; } = new()
    {
        Title = Files.Title,
        CommandName = Files.CommandName,
        Files = Files,
        // docs/decisions.md, "How CIFAR-10's Quick recipe was chosen", has criteria and trials.
        Quick = Paper with
        {
            Width = 0.375,
            // Half of so few hidden units is too many.
            Dropout = 0.25,
            AttributedImages = 200,
            Epochs = 8,
            BatchSize = 32,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.002),
            // High for most of the steps, for logits at T = 20 have far to go; low at the end, so that seeds differ less.
            Schedule = new StepDecay(Factor: 0.15, EveryEpochs: 6),
            // Models of the seeds 42 to 44, 1 and 2 were looked at before these settings were fixed.
            FirstSeed = 101,
            ComparedSeedCount = 5,
        },
        Paper = Paper,
        Read = (_, folder) => Load(folder),
    };

    /// <summary>Three channels of 32 rows and columns.</summary>
    public static ImageShape Shape { get; } = new(3, 32, 32);

    /// <summary>The classes, in the order of the labels.</summary>
    public static ImmutableArray<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private static ImageExperiment Paper => new()
    {
        DataSet = "CIFAR-10",
        NetworkKind = NetworkSpecification.Cifar10,
        ImageSide = 32,
        Classes = 10,
        TestImages = 1000,
        AttributedImages = 1000,
        Epochs = 80,
        BatchSize = 128,
        Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.001),
        Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 10),
        ComparedSeedCount = 1,
        AttacksEverySeed = true,
    };

    private static int RecordSize => 1 + Shape.Size;

    /// <summary>Whether a folder has what <see cref="Load"/> needs: a training batch and the test batch.</summary>
    /// <param name="folder">A folder, which need not exist.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, TestFile)) && TrainFiles(folder).Count > 0;

    /// <summary>
    /// Reads all the batches there are. Where a batch is missing or its bytes are not those that were published, the data set says so, for
    /// results on it are not results on CIFAR-10.
    /// </summary>
    /// <param name="folder">The folder of the batches.</param>
    /// <exception cref="ImageDataException">
    /// A training batch or the test batch is missing, a file is cut off, a label is above 9, or the class names are others.
    /// </exception>
    public static ImageData Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return ImageDataException.Guard(folder, () =>
        {
            var trainFiles = TrainFiles(folder);
            Check(folder, trainFiles);
            var hashes = new Dictionary<string, string>();
            return new ImageData(Files.Title, ClassNames, Read(trainFiles, hashes), Read([Path.Combine(folder, TestFile)], hashes))
            {
                Altered =
                [
                    .. Published.Where(file => hashes.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key)
                        .Order(StringComparer.Ordinal),
                ],
            };
        });
    }

    private static List<string> TrainFiles(string folder) =>
    [
        .. Enumerable.Range(1, TrainBatches)
            .Select(batch => Path.Combine(folder, $"data_batch_{batch}.bin"))
            .Where(File.Exists),
    ];

    /// <summary>Finds what can be found without reading the images.</summary>
    private static void Check(string folder, List<string> trainFiles)
    {
        var testFile = Path.Combine(folder, TestFile);
        var problems = new List<string>();
        if (trainFiles.Count == 0)
        {
            problems.Add("data_batch_1.bin: missing, and so are all training batches; at least one is needed");
        }

        if (!File.Exists(testFile))
        {
            problems.Add($"{TestFile}: missing");
        }

        foreach (var file in trainFiles.Append(testFile).Where(File.Exists))
        {
            // Of the file itself, not of a link to it.
            using var handle = File.OpenHandle(file);
            var length = RandomAccess.GetLength(handle);
            if (length == 0 || length % RecordSize != 0)
            {
                problems.Add($"{Path.GetFileName(file)}: {length} bytes, cut off in record {(length / RecordSize) + 1}; "
                    + $"expected whole records of {RecordSize}");
            }
        }

        // The list of names may be missing; if it is there, it must agree.
        var namesFile = Path.Combine(folder, NamesFile);
        if (File.Exists(namesFile)
            && File.ReadAllLines(namesFile).Select(line => line.Trim()).Where(line => line.Length > 0).ToList() is var names
            && !names.SequenceEqual(ClassNames))
        {
            problems.Add($"{NamesFile}: has {string.Join(", ", names)}; expected {string.Join(", ", ClassNames)}");
        }

        ImageDataException.ThrowIfAny($"CIFAR-10 in '{folder}'", problems);
    }

    /// <param name="files">The batches.</param>
    /// <param name="hashes">Receives the SHA-256 of each file by its name.</param>
    private static ImageSet Read(List<string> files, Dictionary<string, string> hashes)
    {
        var batches = files.Select(File.ReadAllBytes).ToList();
        var count = batches.Sum(batch => batch.Length / RecordSize);
        var pixels = new byte[checked(count * Shape.Size)];
        var labels = ImmutableArray.CreateBuilder<int>(count);
        var problems = new List<string>();
        for (var i = 0; i < files.Count; i++)
        {
            hashes[Path.GetFileName(files[i])] = Convert.ToHexStringLower(SHA256.HashData(batches[i]));
            for (var record = 0; record < batches[i].Length / RecordSize; record++)
            {
                var bytes = batches[i].AsSpan(record * RecordSize, RecordSize);
                if (bytes[0] >= ClassNames.Length)
                {
                    var place = $"{Path.GetFileName(files[i])}, record {record + 1}";
                    problems.Add($"{place}: label {bytes[0]}; expected 0 to {ClassNames.Length - 1}");
                }

                bytes[1..].CopyTo(pixels.AsSpan(labels.Count * Shape.Size));
                labels.Add(bytes[0]);
            }
        }

        ImageDataException.ThrowIfAny($"CIFAR-10 in '{Path.GetDirectoryName(files[0])}'", problems);
        return new ImageSet(Shape, ClassNames.Length, pixels, labels.MoveToImmutable());
    }
}
