namespace Reproduce.TestLogger;

/// <summary>Progress in a file or pipe, where nothing can be written over: a line now and then, of a run that takes long.</summary>
/// <param name="output">The file or pipe.</param>
/// <param name="clock">Measures the time between two lines.</param>
internal sealed class PlainProgressLine(TextWriter output, TimeProvider clock) : IProgressLine
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(20);

    private long _last = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Show(string line)
    {
        if (clock.GetElapsedTime(_last) >= BetweenLines)
        {
            _last = clock.GetTimestamp();
            output.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void Count(int done, int failed)
    {
        // Tests are quick once the models are there; a count that is not written over says nothing a moment later.
    }

    /// <inheritdoc/>
    public void Clear()
    {
    }
}
