using Reproduce.Cli.Data;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Store;
using Reproduce.Tests.DataSets;

namespace Reproduce.Tests.Cli.Data;

[TestFixture]
public sealed class DataVerificationTest
{
    [Test]
    public void CIFAR_10_is_described_with_its_class_sizes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["data_batch_1.bin"], [.. Record(0), .. Record(0), .. Record(1)]);
        File.WriteAllBytes(folder["test_batch.bin"], Record(2));

        Lines(folder.Path, Cifar10.Definition).Should().Equal(
            folder.Path,
            "  CIFAR-10, other bytes, 10 classes",
            "    training: 3 images [3, 32, 32], 0 to 2 a class",
            "    test:     1 images [3, 32, 32], 0 to 1 a class",
            "    not as published: data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, "
                + "test_batch.bin; results are not compared with those on the original",
            $"    fingerprint {Cifar10.Load(folder.Path).Fingerprint}");
    }

    [Test]
    public async Task Other_bytes_than_were_published_are_a_failure_with_the_remedy()
    {
        using var folder = new TemporaryFolder();
        var data = Directory.CreateDirectory(folder["data/cifar-10-batches-bin"]).FullName;
        File.WriteAllBytes(Path.Combine(data, "data_batch_1.bin"), [.. Record(0), .. Record(1)]);
        File.WriteAllBytes(Path.Combine(data, "test_batch.bin"), Record(2));

        var run = await CliRun.Of(folder.Path, "data verify cifar10");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("not as published: data_batch_1.bin");
        run.Error.Should().Contain($"'{data}' does not hold CIFAR-10 as it was published.").And.Contain("reproduce data fetch cifar10");
    }

    [Test]
    public async Task A_damaged_set_does_not_keep_the_next_one_from_being_checked()
    {
        using var folder = new TemporaryFolder();
        var cifar10 = Directory.CreateDirectory(folder["data/cifar-10-batches-bin"]).FullName;
        File.WriteAllBytes(Path.Combine(cifar10, "data_batch_1.bin"), Record(0)[..^1]);
        File.WriteAllBytes(Path.Combine(cifar10, "test_batch.bin"), Record(2));
        Directory.CreateDirectory(folder["data/tsrd"]);

        var run = await CliRun.Of(folder.Path, "data verify");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("data_batch_1.bin").And.Contain("expected one folder tsrd-train");
    }

    [Test]
    public void TSRD_is_described_as_released_and_without_duplicates()
    {
        using var folder = new TsrdFolder();
        folder.WritePicture("tsrd-train", "a.png", 4, 4);
        folder.WritePicture("TSRD-Test", "a.png", 4, 4);
        folder.WriteLists(["a.png;4;4;0;0;4;4;0;"], ["a.png;4;4;0;0;4;4;0;"]);

        var lines = Lines(folder.Path, Small(Tsrd.AsReleased), Small(Tsrd.AsDescribed));

        lines.Should().HaveCount(11);
        lines[3].Should().Be("    test:     1 images [3, 8, 8], 0 to 1 a class");
        lines[8].Should().Be("    test:     0 images [3, 8, 8], 0 to 0 a class");
    }

    [Test]
    public void Damage_is_reported_as_an_error() =>
        FluentActions.Invoking(() => Lines(Path.Combine(Path.GetTempPath(), "reproduce-nowhere"), Tsrd.AsReleased))
            .Should().Throw<ImageDataException>();

    private static byte[] Record(byte label) => [label, .. new byte[3072]];

    private static DataSet Small(DataSet set) => set with { Paper = set.Paper with { ImageSide = 8 } };

    private static List<string> Lines(string folder, params DataSet[] sets)
    {
        var lines = new List<string>();
        DataVerification.Run(sets, folder, lines.Add);
        return lines;
    }
}
