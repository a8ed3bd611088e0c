using System.Net;
using System.Net.Http.Headers;

namespace Reproduce.Tests.Cli.Data;

/// <summary>A web server of one process: it serves files by the last step of their address, and breaks off or refuses as told.</summary>
internal sealed class FakeServer : HttpMessageHandler
{
    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>The version of every file; null for a server that tells none.</summary>
    public string? ETag { get; set; } = "\"v1\"";

    public bool KnowsRanges { get; set; } = true;

    /// <summary>The next responses break off after so many bytes each.</summary>
    public Queue<int> BreakOffs { get; } = new();

    /// <summary>The next responses are these.</summary>
    public Queue<HttpStatusCode> Refusals { get; } = new();

    /// <summary>What every request fails with; null for nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether responses stop in the middle and never end.</summary>
    public bool Stalls { get; set; }

    /// <summary>What was asked for: file, range and version.</summary>
    public List<string> Requests { get; } = [];

    public byte[] this[string name]
    {
        set => _files[name] = value;
    }

    public void Remove(string name) => _files.Remove(name);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = Uri.UnescapeDataString(request.RequestUri!.Segments[^1]);
        var version = request.Headers.TryGetValues("If-Range", out var values) ? values.Single() : null;
        Requests.Add($"{name} {request.Headers.Range} {version}".TrimEnd());
        if (Failure is not null)
        {
            throw Failure;
        }

        if (Refusals.TryDequeue(out var status))
        {
            return Task.FromResult(new HttpResponseMessage(status));
        }

        return Task.FromResult(_files.TryGetValue(name, out var file)
            ? Respond(file, request.Headers.Range?.Ranges.Single().From, version)
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }

    private HttpResponseMessage Respond(byte[] file, long? from, string? version)
    {
        var isRange = from is not null && KnowsRanges && (version is null || version == ETag);
        if (isRange && from >= file.Length)
        {
            var refusal = new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable);
            refusal.Content.Headers.ContentRange = new ContentRangeHeaderValue(file.Length);
            return refusal;
        }

        var body = isRange ? file[(int)from!.Value..] : file;
        var response = new HttpResponseMessage(isRange ? HttpStatusCode.PartialContent : HttpStatusCode.OK)
        {
            Content = new StreamContent(new Body(body, BreakOffs.TryDequeue(out var end) ? end : null, Stalls)),
        };
        response.Content.Headers.ContentLength = body.Length;
        response.Content.Headers.ContentRange = isRange ? new ContentRangeHeaderValue(from!.Value, file.Length - 1, file.Length) : null;
        response.Headers.ETag = ETag is null ? null : EntityTagHeaderValue.Parse(ETag);
        return response;
    }

    /// <summary>A few bytes at a time, and perhaps not all.</summary>
    private sealed class Body(byte[] content, int? end, bool stalls) : MemoryStream(content)
    {
        private const int Portion = 100;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (end is not null && Position >= end)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
            }

            if (stalls && Position > 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var most = Math.Min(Portion, (end ?? int.MaxValue) - (int)Position);
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
        }
    }
}
