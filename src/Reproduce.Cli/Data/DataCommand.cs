using System.CommandLine;
using Reproduce.Core.Data;
using Reproduce.Pictures;
using Spectre.Console;

namespace Reproduce.Cli.Data;

/// <summary><c>reproduce data</c>: fetches data sets and checks them.</summary>
internal static class DataCommand
{
    private const int Done = 0;
    private const int Failed = 1;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The command.</summary>
    public static Command Create() => new("data", "Fetches the image data sets, and checks what is there.")
    {
        CreateFetch(),
        CreateVerify(),
    };

    private static Command CreateFetch()
    {
        var set = CreateSetArgument("The data set.", ArgumentArity.ExactlyOne);
        var url = new Option<string?>("--url")
        {
            Description = "Address of a mirror's folder, which holds archives of the published names.",
        };
        url.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } address && ToFolder(address) is null)
            {
                result.AddError($"--url is '{address}'; expected an address such as https://example.org/data/.");
            }
        });
        var command = new Command("fetch", "Downloads a data set, goes on where an earlier download broke off, checks and unpacks it.")
        {
            set,
            url,
        };
        command.SetAction((result, cancellation) => GuardAsync(() =>
            FetchAsync(Parse(result.GetValue(set)!), result.GetValue(url), cancellation)));
        return command;
    }

    private static Command CreateVerify()
    {
        var set = CreateSetArgument("The data set; all that are there if left out.", ArgumentArity.ZeroOrOne);
        var command = new Command("verify", "Reads a data set whole, and prints what it holds or what is wrong with it.") { set };
        command.SetAction((result, _) => GuardAsync(() => Task.FromResult(Verify(result.GetValue(set)))));
        return command;
    }

    private static Argument<string?> CreateSetArgument(string description, ArgumentArity arity)
    {
        var argument = new Argument<string?>("dataset") { Description = description, Arity = arity };
        argument.AcceptOnlyFromAmong([.. Enum.GetValues<DataSet>().Select(DataFolder.CommandName)]);
        return argument;
    }

    private static DataSet Parse(string name) => Enum.GetValues<DataSet>().First(set => DataFolder.CommandName(set) == name);

    /// <summary>The address of a folder, with its slash; null if it is none.</summary>
    private static Uri? ToFolder(string address) =>
        Uri.TryCreate(address.TrimEnd('/') + '/', UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    private static async Task<int> FetchAsync(DataSet set, string? url, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = ConnectTimeout };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("reproduce");
        IFetchReport report = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? new TerminalFetchReport(AnsiConsole.Console)
            : new PlainFetchReport(Console.WriteLine, TimeProvider.System);
        var fetcher = new DataFetcher(new Downloader(client, TimeProvider.System, new DownloadSettings()), report);
        await fetcher.FetchAsync(
            DataSource.Published(set),
            url is null ? null : ToFolder(url),
            DataFolder.Default(Environment.GetEnvironmentVariable),
            cancellation);
        return Done;
    }

    private static int Verify(string? name)
    {
        DataSet[] asked = name is null ? Enum.GetValues<DataSet>() : [Parse(name)];
        var isAnyThere = false;
        foreach (var set in asked)
        {
            var folder = DataFolder.Of(Environment.GetEnvironmentVariable, set);
            if (!Directory.Exists(folder))
            {
                Console.Error.WriteLine(DataFolder.MissingMessage(Environment.GetEnvironmentVariable, set));
                continue;
            }

            isAnyThere = true;
            DataVerification.Run(set, folder, Tsrd.PaperSide, Console.WriteLine);
        }

        return isAnyThere ? Done : Failed;
    }

    private static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is FetchException or ImageDataException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled. What has been downloaded is kept: run the command again to go on.");
        }

        return Failed;
    }
}
