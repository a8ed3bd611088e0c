using FluentAssertions;
using Reproduce.Claims.Images;
using Reproduce.Core.Store;
using Reproduce.DataSets;

namespace Reproduce.Claims.Rules;

/// <summary>Results on files that are not those that were published are named so, and compared with nothing.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OtherBytesRules
{
    private const int Record = 1 + (3 * 32 * 32);

    private string _folder;
    private ImageStudy _study;

    [SetUp]
    public void Write_a_few_records()
    {
        _folder = Directory.CreateTempSubdirectory("reproduce-").FullName;
        var files = Directory.CreateDirectory(Path.Combine(_folder, Cifar10.Files.FolderName)).FullName;
        foreach (var name in (string[])["data_batch_1.bin", "test_batch.bin"])
        {
            File.WriteAllBytes(Path.Combine(files, name), new byte[2 * Record]);
        }

        _study = ImageStudy
            .AllOf(variable => variable is DataFolder.EnvironmentVariable or StoreFolder.EnvironmentVariable ? _folder : null)
            .Single(study => study.DataSet.Files == Cifar10.Files);
    }

    [TearDown]
    public void Remove_them() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_study_says_so_once_it_has_read_them()
    {
        _study.ToString().Should().Be("CIFAR-10", "nothing is read while tests are listed");

        _study.Data.Train.Count.Should().Be(2);

        _study.ToString().Should().Be("CIFAR-10, other bytes");
        _study.IsPinned.Should().BeFalse();
    }

    [Test]
    public async Task A_result_is_neither_compared_nor_accepted()
    {
        var recorded = false;

        var record = () => ImageSnapshots.Recorded(_study, () => Task.FromResult(recorded = true));

        await record.Should().ThrowAsync<InconclusiveException>().WithMessage("Measured on CIFAR-10, other bytes: not compared*");
        recorded.Should().BeTrue();
    }
}
