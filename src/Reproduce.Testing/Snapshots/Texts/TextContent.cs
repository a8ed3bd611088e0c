using System.Text;

namespace Reproduce.Testing.Snapshots.Texts;

/// <summary>A text: equal in every character after line endings are made LF.</summary>
internal sealed class TextContent : ISnapshotContent
{
    private readonly string _text;

    public TextContent(string text, string extension)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = NormalizeLineEndings(text);
        Extension = SnapshotName.CheckExtension(extension);
    }

    /// <inheritdoc/>
    public string Extension { get; }

    /// <inheritdoc/>
    public byte[] Received => Encoding.UTF8.GetBytes(_text);

    /// <summary>Reads a verified file, whatever its line endings and byte order mark became on the way.</summary>
    public static string Read(byte[] file)
    {
        ReadOnlySpan<byte> bytes = file;
        var content = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return NormalizeLineEndings(Encoding.UTF8.GetString(content));
    }

    /// <inheritdoc/>
    public SnapshotDifference? CompareTo(byte[] verified)
    {
        var expected = Read(verified);
        return expected == _text ? null : new SnapshotDifference("The text differs.\n" + LineDiff.Describe(expected, _text));
    }

    private static string NormalizeLineEndings(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
