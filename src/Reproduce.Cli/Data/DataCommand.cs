using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.DataSets;

namespace Reproduce.Cli.Data;

/// <summary><c>reproduce data</c>: fetches data sets and checks them.</summary>
internal static class DataCommand
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The command.</summary>
    public static Command Create(CliHost host) => new DocumentedCommand(
        "data",
        "Fetches the image data sets, and checks what is there.",
        new Example("reproduce data fetch cifar10", "downloads CIFAR-10, 170 MB, and checks it"),
        new Example("reproduce data verify", "reads all that is there"))
    {
        CreateFetch(host),
        CreateVerify(host),
    };

    private static Command CreateFetch(CliHost host)
    {
        var set = CreateSetArgument(host, "The data set.", ArgumentArity.ExactlyOne);
        var url = new Option<string?>("--url")
        {
            Description = "Address of a mirror's folder, which holds archives of the published names.",
        };
        url.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } address && ToFolder(address) is null)
            {
                // A password is not repeated.
                var given = address.Contains('@', StringComparison.Ordinal) ? "has a user name" : $"is '{address}'";
                result.AddError($"--url {given}; expected the address of a folder such as https://example.org/data/, and nothing else.");
            }
        });
        return new DocumentedCommand(
            "fetch",
            "Downloads a data set, resuming an interrupted download, checks and unpacks it.",
            new Example("reproduce data fetch tsrd", "from where it is published"),
            new Example("reproduce data fetch cifar10 --url https://example.org/data/", "from a mirror's folder"),
            new Example("REPRODUCE_DATA=/data reproduce data fetch cifar10", "to another folder than the default"))
        {
            set,
            url,
        }.SetRun(
            host,
            (result, cancellation) => FetchAsync(
                host, FilesOf(host).Single(files => files.CommandName == result.GetValue(set)), result.GetValue(url), cancellation),
            "Interrupted. What has been downloaded is kept: run the command again to go on.");
    }

    private static Command CreateVerify(CliHost host)
    {
        var set = CreateSetArgument(host, "The data set; all that are there if left out.", ArgumentArity.ZeroOrOne);
        return new DocumentedCommand(
            "verify",
            "Reads a data set whole, and prints what it holds or what is wrong with it. Fails if the bytes are not those that were "
                + "published.",
            new Example("reproduce data verify", "all data sets that are there"),
            new Example("reproduce data verify tsrd", "one of them"))
        { set }.SetRun(host, (result, _) => Verify(host, result.GetValue(set)));
    }

    private static Argument<string?> CreateSetArgument(CliHost host, string description, ArgumentArity arity)
    {
        var argument = new Argument<string?>("dataset") { Description = description, Arity = arity };
        argument.AcceptOnlyFromAmong([.. FilesOf(host).Select(files => files.CommandName)]);
        return argument;
    }

    private static IEnumerable<DataSetFiles> FilesOf(CliHost host) =>
        host.DataSets.Select(set => set.Files).OfType<DataSetFiles>().Distinct();

    /// <summary>The address of a folder, with its slash; null if it is none.</summary>
    private static Uri? ToFolder(string address) =>
        Uri.TryCreate(address.TrimEnd('/') + '/', UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri is { UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : null;

    private static async Task<int> FetchAsync(CliHost host, DataSetFiles files, string? url, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = ConnectTimeout };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("reproduce");
        var fetcher = new DataFetcher(new Downloader(client, host.Clock, new DownloadSettings()), new FetchReport(host));
        await fetcher.FetchAsync(files, url is null ? null : ToFolder(url), DataFolder.Default(host.Environment), cancellation);
        return ExitCode.Done;
    }

    private static int Verify(CliHost host, string? name)
    {
        var (isAnyThere, areOriginal) = (false, true);
        foreach (var files in FilesOf(host).Where(files => name is null || files.CommandName == name))
        {
            var folder = files.FolderIn(host.Environment);
            if (!Directory.Exists(folder))
            {
                host.Error.WriteLine(files.MissingMessage(host.Environment));
                continue;
            }

            isAnyThere = true;
            if (!IsOriginal(host, files, folder))
            {
                host.Error.WriteLine(
                    $"'{folder}' does not hold {files.Title} as it was published. To fetch it, move the folder away and run: "
                    + $"reproduce data fetch {files.CommandName}");
                areOriginal = false;
            }
        }

        return isAnyThere && areOriginal ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Says what a folder holds, or what is wrong.</summary>
    private static bool IsOriginal(CliHost host, DataSetFiles files, string folder)
    {
        try
        {
            return DataVerification.Run(host.DataSets.Where(set => set.Files == files), folder, host.Output.WriteLine);
        }
        catch (ImageDataException e)
        {
            host.Error.WriteLine(e.Message);
            return false;
        }
    }
}
