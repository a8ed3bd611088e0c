namespace Reproduce.Tests.StoreProcess;

/// <summary>A file that stops for a while, or for ever, when half of the content is written.</summary>
/// <param name="path">The file.</param>
/// <param name="pause">Called with half of the content written.</param>
internal sealed class HalfStream(string path, Action pause)
    : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0)
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        base.Write(buffer[..(buffer.Length / 2)]);
        pause();
        base.Write(buffer[(buffer.Length / 2)..]);
    }
}
