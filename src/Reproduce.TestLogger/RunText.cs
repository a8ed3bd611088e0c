using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Reproduce.TestLogger;

/// <summary>The text of a run. Its events come one at a time.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="progress">The line of progress in it.</param>
internal sealed class RunText(TextWriter output, IProgressLine progress)
{
    /// <summary>Most lines on all failures together, unless they are so many that each has two: its name and its first.</summary>
    private const int LinesOfFailures = 16;

    /// <summary>Most letters of a failure's line: two lines of a usual terminal.</summary>
    private const int LongestLine = 158;

    private readonly List<TestResult> _failed = [];
    private readonly List<string> _lastWords = [];
    private int _done;

    /// <summary>Takes a message of the run (see <see cref="RunMessage"/>), a warning or an error; others are passed over.</summary>
    public void Say(TestMessageLevel level, string message)
    {
        var text = message.TrimEnd();
        if (level != TestMessageLevel.Informational)
        {
            progress.Clear();
            output.WriteLine(text);
        }
        else if (text.StartsWith(RunMessage.Mark, StringComparison.Ordinal))
        {
            text = text[RunMessage.Mark.Length..];
            if (text.Contains('\n', StringComparison.Ordinal))
            {
                _lastWords.Add(text);
            }
            else
            {
                progress.Show(text);
            }
        }
    }

    /// <summary>Counts a test that has ended.</summary>
    public void Finish(TestResult result)
    {
        _done += result.Outcome == TestOutcome.Skipped ? 0 : 1;
        if (result.Outcome == TestOutcome.Failed)
        {
            _failed.Add(result);
        }

        if (_done > 0)
        {
            progress.Count(_done, _failed.Count);
        }
    }

    /// <summary>Ends the text: what failed, then what the run says at its end.</summary>
    /// <param name="error">Why the run broke; null where it did not.</param>
    public void Complete(string? error)
    {
        progress.Clear();
        var lines = Math.Max(1, (LinesOfFailures / Math.Max(1, _failed.Count)) - 1);
        foreach (var test in _failed)
        {
            if (lines > 1)
            {
                output.WriteLine();
            }

            output.WriteLine($"FAILED {test.TestCase.FullyQualifiedName}");
            WriteStart(test.ErrorMessage, lines);
            WriteUnlessEmpty(test.ErrorStackTrace?.TrimEnd());
        }

        _lastWords.ForEach(words => output.WriteLine($"{Environment.NewLine}{words}"));
        WriteUnlessEmpty(error);
    }

    private void WriteStart(string? message, int most)
    {
        var lines = (message ?? "").ReplaceLineEndings("\n").Trim('\n').Split('\n');
        foreach (var line in lines.Take(most))
        {
            output.WriteLine("  " + (line.Length <= LongestLine ? line : line[..(LongestLine - 3)] + "..."));
        }
    }

    private void WriteUnlessEmpty(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            output.WriteLine(text);
        }
    }
}
