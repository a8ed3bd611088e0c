namespace Reproduce.TestLogger;

/// <summary>One line of a terminal that is written over.</summary>
/// <param name="output">The terminal.</param>
/// <param name="width">Its columns; it may change while the run lasts.</param>
internal sealed class TerminalProgressLine(TextWriter output, Func<int> width) : IProgressLine
{
    private int _shown;

    /// <inheritdoc/>
    public void Show(string line)
    {
        // The last column stays free: a terminal that has written it may go on to the next line. A width of 0 is one that is not known.
        var most = Math.Max(width(), 20) - 1;
        var text = line.Length <= most ? line : line[..most];
        output.Write('\r' + text.PadRight(Math.Min(_shown, most)));
        output.Flush();
        _shown = text.Length;
    }

    /// <inheritdoc/>
    public void Count(int done, int failed) =>
        Show($"{done} {(done == 1 ? "test" : "tests")} done{(failed > 0 ? $", {failed} failed" : "")}");

    /// <inheritdoc/>
    public void Clear()
    {
        if (_shown > 0)
        {
            Show("");
            output.Write('\r');
        }
    }
}
