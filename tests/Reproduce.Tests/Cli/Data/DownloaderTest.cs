using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Reproduce.Cli.Data;
using Reproduce.Cli.Hosting;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Data;

[TestFixture]
public sealed class DownloaderTest
{
    private const string Md5Of1000Bytes = "cbecbdb0fdd5cec1e242493b6008cc79";
    private static readonly Uri Source = new("http://server.test/data/file.bin");
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
    private static readonly DownloadSettings Settings = new() { Attempts = 1, Pause = TimeSpan.Zero };

    private TemporaryFolder _folder;
    private FakeServer _server;
    private HttpClient _client;

    private string Target => _folder["file.bin"];

    [SetUp]
    public void Start()
    {
        _folder = new TemporaryFolder();
        _server = new FakeServer { ["file.bin"] = Content };
        _client = new HttpClient(_server);
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task A_whole_download_leaves_the_file_alone()
    {
        var progress = new Recorder();

        await DownloadAsync(Settings, Md5Of1000Bytes, progress);

        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
        Directory.GetFiles(_folder.Path).Should().Equal(Target);
        progress.Reports[0].Should().Be(new DownloadProgress(0, 1000));
        progress.Reports[^1].Should().Be(new DownloadProgress(1000, 1000));
    }

    [Test]
    public async Task A_download_that_breaks_off_goes_on_in_the_next_run()
    {
        _server.BreakOffs.Enqueue(300);
        await FailsAsync("*The response ended prematurely*. The 300 bytes that arrived are kept: run the command again to go on*");
        File.Exists(Target).Should().BeFalse();

        await DownloadAsync(Settings, Md5Of1000Bytes);

        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
        _server.Requests.Should().Equal("file.bin", "file.bin bytes=300- \"v1\"");
    }

    [Test]
    public async Task Within_a_run_it_goes_on_as_often_as_allowed()
    {
        _server.BreakOffs.Enqueue(300);
        _server.BreakOffs.Enqueue(0);
        _server.BreakOffs.Enqueue(200);

        await DownloadAsync(Settings with { Attempts = 4 }, Md5Of1000Bytes);

        _server.Requests.Should().Equal(
            "file.bin", "file.bin bytes=300- \"v1\"", "file.bin bytes=300- \"v1\"", "file.bin bytes=500- \"v1\"");
    }

    [Test]
    public async Task A_server_without_ranges_sends_all_again()
    {
        _server.KnowsRanges = false;
        _server.BreakOffs.Enqueue(300);

        await DownloadAsync(Settings with { Attempts = 2 }, Md5Of1000Bytes);

        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
    }

    [Test]
    public async Task A_file_that_has_changed_is_fetched_anew()
    {
        _server.BreakOffs.Enqueue(300);
        await FailsAsync("*");
        _server["file.bin"] = [7, 8, 9];
        _server.ETag = "\"v2\"";

        await DownloadAsync(Settings, null);

        (await File.ReadAllBytesAsync(Target)).Should().Equal(7, 8, 9);
    }

    [Test]
    public async Task Without_a_version_the_size_tells_a_changed_file()
    {
        _server.ETag = null;
        _server.BreakOffs.Enqueue(300);
        await FailsAsync("*");
        _server["file.bin"] = new byte[900];

        await DownloadAsync(Settings with { Attempts = 2 }, null);

        (await File.ReadAllBytesAsync(Target)).Should().Equal(new byte[900]);
        _server.Requests.Should().Equal("file.bin", "file.bin bytes=300-", "file.bin");
    }

    [Test]
    public async Task A_part_of_another_address_is_not_gone_on_with()
    {
        _server.BreakOffs.Enqueue(300);
        await FailsAsync("*");

        var other = new Uri("http://other.test/file.bin");
        await Downloader(Settings).DownloadAsync(other, Target, null, new Recorder(), CancellationToken.None);

        _server.Requests.Should().Equal("file.bin", "file.bin");
    }

    [Test]
    public async Task A_part_that_is_already_whole_is_only_checked()
    {
        _server.BreakOffs.Enqueue(1000);
        await FailsAsync("*The 1000 bytes that arrived are kept*");

        await DownloadAsync(Settings, Md5Of1000Bytes);

        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
    }

    [Test]
    public async Task A_wrong_checksum_deletes_the_file_and_says_so()
    {
        var act = () => DownloadAsync(Settings, new string('0', 32));

        await act.Should().ThrowAsync<CommandFailedException>()
            .WithMessage($"*its MD5 is {Md5Of1000Bytes}, expected 000*It has been deleted*--url*");
        Directory.GetFiles(_folder.Path).Should().BeEmpty();
    }

    [Test]
    public async Task A_refusal_is_not_tried_again_and_names_the_address()
    {
        _server.Refusals.Enqueue(HttpStatusCode.NotFound);

        await FailsAsync("http://server.test/data/file.bin cannot be fetched: the server answered 404 (Not Found)*--url*", attempts: 3);

        _server.Requests.Should().HaveCount(1);
    }

    [Test]
    public async Task A_busy_server_is_asked_again()
    {
        _server.Refusals.Enqueue(HttpStatusCode.ServiceUnavailable);

        await DownloadAsync(Settings with { Attempts = 2 }, Md5Of1000Bytes);

        File.Exists(Target).Should().BeTrue();
    }

    [Test]
    public async Task Cancelling_keeps_the_part_for_the_next_run()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Recorder(value =>
        {
            if (value.Done >= 400)
            {
                cancellation.Cancel();
            }
        });
        var act = () => Downloader(Settings).DownloadAsync(Source, Target, null, progress, cancellation.Token);
        await act.Should().ThrowAsync<OperationCanceledException>();

        await DownloadAsync(Settings, Md5Of1000Bytes);

        _server.Requests.Should().Equal("file.bin", "file.bin bytes=400- \"v1\"");
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
    }

    [Test]
    public async Task A_connection_that_falls_silent_is_given_up()
    {
        _server.Stalls = true;
        var act = () => DownloadAsync(Settings with { Stall = TimeSpan.FromMilliseconds(20) }, null);

        await act.Should().ThrowAsync<CommandFailedException>()
            .WithMessage("*nothing arrived for 0.02 s. The 100 bytes that arrived are kept*");
    }

    [Test]
    public async Task A_failure_of_the_secure_connection_is_said_with_its_cause()
    {
        _server.Failure = new HttpRequestException(
            HttpRequestError.SecureConnectionError,
            "The SSL connection could not be established, see inner exception.",
            new AuthenticationException("The remote certificate has expired."));

        await FailsAsync("*no secure connection could be made: The remote certificate has expired. The 0 bytes*");
    }

    [Test]
    public async Task A_redirect_to_a_file_is_refused_with_the_remedy()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var connection = await listener.AcceptTcpClientAsync();
            await using var stream = connection.GetStream();
            await stream.ReadAtLeastAsync(new byte[1], 1);
            await stream.WriteAsync("HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        });
        using var client = new HttpClient();
        var source = new Uri($"http://{listener.LocalEndpoint}/file.bin");

        var act = () => new Downloader(client, TimeProvider.System, Settings)
            .DownloadAsync(source, Target, null, new Recorder(), CancellationToken.None);

        await act.Should().ThrowAsync<CommandFailedException>().WithMessage("The server redirects to an address*--url*");
        await answering;
    }

    private Downloader Downloader(DownloadSettings settings) => new(_client, TimeProvider.System, settings);

    private Task DownloadAsync(DownloadSettings settings, string? md5, Recorder? progress = null) =>
        Downloader(settings).DownloadAsync(Source, Target, md5, progress ?? new Recorder(), CancellationToken.None);

    private async Task FailsAsync(string message, int attempts = 1)
    {
        var act = () => DownloadAsync(Settings with { Attempts = attempts }, Md5Of1000Bytes);
        await act.Should().ThrowAsync<CommandFailedException>().WithMessage(message);
    }

    /// <summary>Reports are passed on at once, not posted to another thread.</summary>
    private sealed class Recorder(Action<DownloadProgress>? then = null) : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value)
        {
            Reports.Add(value);
            then?.Invoke(value);
        }
    }
}
