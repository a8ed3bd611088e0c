using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Data;

/// <summary>
/// Downloads a file over HTTP into a <see cref="PartFile"/> beside its place, which is renamed when it is complete and checked. A download
/// that was interrupted, by the network or by Ctrl-C, is resumed.
/// </summary>
/// <param name="client">Sends requests; its own timeout should be infinite, for it would cover the whole download.</param>
/// <param name="clock">Measures pauses and stalls.</param>
/// <param name="settings">When to give up.</param>
internal sealed class Downloader(HttpClient client, TimeProvider clock, DownloadSettings settings)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Downloads a file.</summary>
    /// <param name="source">Its address.</param>
    /// <param name="target">Its path, in a folder that exists; an existing file is replaced.</param>
    /// <param name="md5">Its MD5 in lower-case hexadecimal, or null where none is published.</param>
    /// <param name="progress">Is told whenever bytes have arrived.</param>
    /// <param name="cancellation">Stops the download; the part is kept.</param>
    /// <exception cref="CommandFailedException">
    /// The server refuses or redirects to what is no web address, the connection fails as often as the settings allow (the part is kept),
    /// or the checksum is wrong (the file is deleted).
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task DownloadAsync(
        Uri source, string target, string? md5, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        var part = new PartFile(target);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TransferAsync(source, part, progress, cancellation);
                break;
            }
            catch (ConnectionException) when (attempt < settings.Attempts)
            {
                await Task.Delay(settings.Pause, clock, cancellation);
            }
            catch (ConnectionException e)
            {
                throw new CommandFailedException(
                    $"{source.AbsoluteUri} could not be fetched in {attempt} tries: {e.Message.TrimEnd('.')}. The {part.Length} bytes that "
                    + "arrived are kept: run the command again to go on, or pass --url with the address of a mirror.",
                    e);
            }
        }

        if (md5 is not null && await Md5Async(part.Path, cancellation) is var actual && actual != md5)
        {
            part.Delete();
            throw new CommandFailedException(
                $"{source.AbsoluteUri} is not the published file: its MD5 is {actual}, expected {md5}. It has been deleted: "
                + "run the command again, or pass --url with the address of a mirror.");
        }

        part.Finish();
    }

    /// <summary>MD5 of a file, in lower-case hexadecimal.</summary>
    public static async Task<string> Md5Async(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
#pragma warning disable CA5351 // MD5 is what the data set's page publishes; it finds damage, not forgery.
        return Convert.ToHexStringLower(await MD5.HashDataAsync(file, cancellation));
#pragma warning restore CA5351
    }

    private async Task TransferAsync(Uri source, PartFile part, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        var origin = part.Origin(source);
        var from = origin is null ? 0 : part.Length;
        using var request = new HttpRequestMessage(HttpMethod.Get, source);
        if (origin is not null)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            if (origin.Version is not null)
            {
                request.Headers.TryAddWithoutValidation("If-Range", origin.Version);
            }
        }

        using var response = await Guarded(
            token => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellation);
        if (origin is not null && IsAllThere(response, from))
        {
            return;
        }

        if (!CheckStatus(source, response, origin, from))
        {
            part.Delete();
            throw new ConnectionException("the server did not resume the download where it was interrupted");
        }

        if (response.StatusCode == HttpStatusCode.OK)
        {
            origin = PartOrigin.Of(response);
            part.Start(source, origin);
        }

        await CopyAsync(response, part, origin!.Total, progress, cancellation);
    }

    /// <summary>Where the part is the whole file already, the server answers 416 with the file's size.</summary>
    private static bool IsAllThere(HttpResponseMessage response, long from) =>
        response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && response.Content.Headers.ContentRange?.Length == from;

    /// <returns>False if the download has to start over.</returns>
    private static bool CheckStatus(Uri source, HttpResponseMessage response, PartOrigin? origin, long from)
    {
        switch (response.StatusCode)
        {
            // Also the answer to a request for a range if the file has changed or the server does not support ranges.
            case HttpStatusCode.OK:
                return true;
            case HttpStatusCode.PartialContent when origin is not null:
                return origin.IsContinuedBy(response.Content.Headers.ContentRange, from);
            case HttpStatusCode.RequestedRangeNotSatisfiable when origin is not null:
                return false;
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new ConnectionException($"the server answered {(int)response.StatusCode} ({response.ReasonPhrase})");
            default:
                throw new CommandFailedException(
                    $"{source.AbsoluteUri} cannot be fetched: the server answered {(int)response.StatusCode} ({response.ReasonPhrase}). "
                    + "Pass --url with the address of a mirror.");
        }
    }

    private async Task CopyAsync(
        HttpResponseMessage response, PartFile part, long? total, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        await using var content = await Guarded(response.Content.ReadAsStreamAsync, cancellation);
        await using var file = new FileStream(part.Path, FileMode.Append, FileAccess.Write, FileShare.Read);
        var buffer = new byte[BufferSize];
        progress.Report(new(file.Position, total));
        while (await Guarded(token => content.ReadAsync(buffer, token).AsTask(), cancellation) is var count and > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, count), cancellation);
            progress.Report(new(file.Position, total));
        }

        if (total is { } expected && file.Position != expected)
        {
            throw new ConnectionException($"the server sent {file.Position} of {expected} bytes");
        }
    }

    /// <summary>
    /// Waits for the network, as long as the settings allow; its failures become <see cref="ConnectionException"/>, those of the disk stay
    /// as they are.
    /// </summary>
    private async Task<T> Guarded<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellation)
    {
        using var stall = new CancellationTokenSource(settings.Stall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellation);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ConnectionException($"nothing arrived for {settings.Stall.TotalSeconds} s", e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            // Its own message says only that there is a cause.
            throw new ConnectionException($"no secure connection could be made: {e.GetBaseException().Message}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ConnectionException(e.Message, e);
        }
        catch (Exception e) when (e is UriFormatException or NotSupportedException)
        {
            throw new CommandFailedException(
                "The server redirects to an address that is not fetched, as it does not begin with http or https. Pass --url with the "
                + "address of a mirror.",
                e);
        }
    }

    /// <summary>The network failed; trying again may help.</summary>
    private sealed class ConnectionException(string message, Exception? innerException = null) : Exception(message, innerException);
}

/// <summary>When a download gives up.</summary>
internal sealed record DownloadSettings
{
    /// <summary>How often it is tried, at least once; each try resumes the last one.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Time between two tries.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A connection is given up when nothing arrives for so long.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);
}
