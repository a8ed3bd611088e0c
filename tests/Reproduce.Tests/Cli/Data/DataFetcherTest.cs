using System.Net;
using Reproduce.Cli.Data;
using Reproduce.Cli.Hosting;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Data;

[TestFixture]
public sealed class DataFetcherTest
{
    private TemporaryFolder _folder;
    private FakeServer _server;
    private HttpClient _client;
    private List<string> _lines;
    private int _expectedTrainCount;

    [SetUp]
    public void Start()
    {
        _folder = new TemporaryFolder();
        _server = new FakeServer { ["a b.zip"] = Zip(("x/data_batch_1.bin", Record)), ["c.zip"] = Zip(("test_batch.bin", Record)) };
        _client = new HttpClient(_server);
        _lines = [];
        _expectedTrainCount = 1;
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    private static byte[] Record => [4, .. new byte[3072]];

    private string Target => _folder["data/cifar-10-batches-bin"];

    [Test]
    public async Task A_fetched_data_set_is_there_whole_and_its_archives_are_gone()
    {
        await FetchAsync();

        Cifar10.Load(Target).Test.Labels.Should().Equal(4);
        Directory.GetFileSystemEntries(_folder["data/downloads"]).Should().BeEmpty();
        _lines.Should().Contain("a b.zip: no checksum is published; its content is checked instead.")
            .And.EndWith($"CIFAR-10 is in '{Target}'.");
    }

    [Test]
    public async Task What_is_already_there_is_left_as_it_is()
    {
        await FetchAsync();
        _server.Requests.Clear();

        await FetchAsync();

        _server.Requests.Should().BeEmpty();
        _lines[^1].Should().Contain("already there").And.Contain("reproduce data verify cifar10");
    }

    [Test]
    public async Task A_folder_in_the_way_is_named_and_not_touched()
    {
        Directory.CreateDirectory(Target);

        await FailsAsync("*is in the way*Move it away first.");

        Directory.Exists(Target).Should().BeTrue();
    }

    [Test]
    public async Task Archives_that_are_there_are_not_fetched_again_after_a_failure()
    {
        _server.Remove("c.zip");
        await FailsAsync("*c.zip cannot be fetched*404*");
        _server["c.zip"] = Zip(("test_batch.bin", Record));
        _server.Requests.Clear();

        await FetchAsync();

        _server.Requests.Should().Equal("c.zip");
        Cifar10.Files.AreIn(Target).Should().BeTrue();
    }

    [Test]
    public async Task What_does_not_hold_the_data_set_is_deleted_and_nothing_is_left_half()
    {
        _server["c.zip"] = Zip(("test_batch.bin", [4, 5]));

        await FailsAsync("What was downloaded is not CIFAR-10, and has been deleted. *test_batch.bin: 2 bytes, cut off*--url*");

        Directory.Exists(Target).Should().BeFalse();
        Directory.GetFileSystemEntries(_folder["data/downloads"]).Should().BeEmpty();
    }

    [Test]
    public async Task Fewer_images_than_published_are_refused_with_both_numbers()
    {
        _expectedTrainCount = 2;

        await FailsAsync("*has 1 training and 1 test images; expected 2 and 1.*");

        Directory.Exists(Target).Should().BeFalse();
    }

    [Test]
    public async Task A_mirror_is_asked_for_the_same_names()
    {
        await FetchAsync(mirror: new Uri("http://mirror.test/there/"));

        _server.Requests.Should().Equal("a b.zip", "c.zip");
    }

    [Test]
    public async Task Two_fetches_at_once_are_refused()
    {
        Directory.CreateDirectory(_folder["data/downloads"]);
        using var other = new FileStream(
            _folder["data/downloads/.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

        await FailsAsync("Another fetch is at work*");
    }

    [Test]
    [Platform("Linux", Reason = "Only Linux has a device that is always full.")]
    public async Task A_full_disk_is_said_with_folder_and_remedy()
    {
        Directory.CreateDirectory(_folder["data/downloads"]);
        File.CreateSymbolicLink(_folder["data/downloads/a b.zip.part.origin"], "/dev/full");

        await FailsAsync($"The disk of '{_folder["data"]}' is full. Free some space, or set REPRODUCE_DATA to a folder on another disk*");
    }

    [Test]
    public async Task A_refusal_leaves_no_folder()
    {
        _server.Refusals.Enqueue(HttpStatusCode.NotFound);

        await FailsAsync("http://site.test/a%20b.zip cannot be fetched*404*");

        Directory.Exists(Target).Should().BeFalse();
    }

    private async Task FetchAsync(Uri? mirror = null)
    {
        var files = Cifar10.Files with
        {
            Site = new Uri("http://site.test/"),
            Archives = [new("a b.zip", "", [".bin"], null), new("c.zip", "", [".bin"], null)],
            TrainCount = _expectedTrainCount,
            TestCount = 1,
        };
        using var output = new StringWriter();
        var host = CliRun.Host(output, TextWriter.Null, _ => null, TimeProvider.System, _folder.Path);
        var downloader = new Downloader(_client, TimeProvider.System, new DownloadSettings { Attempts = 1 });
        var fetcher = new DataFetcher(downloader, new FetchReport(host));
        try
        {
            await fetcher.FetchAsync(files, mirror, _folder["data"], CancellationToken.None);
        }
        finally
        {
            _lines.AddRange(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private async Task FailsAsync(string message) =>
        await FluentActions.Awaiting(() => FetchAsync()).Should().ThrowAsync<CommandFailedException>().WithMessage(message);

    private byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        Archives.Write(_folder["archive.zip"], entries);
        return File.ReadAllBytes(_folder["archive.zip"]);
    }
}
