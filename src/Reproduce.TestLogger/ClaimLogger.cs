using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;

namespace Reproduce.TestLogger;

/// <summary>
/// Shows a run of claims on the console: one line of progress, what failed, and last what the run itself says at its end. The platform's
/// own console logger prints a line for each test and each skipped one, and a run's last words before its last tests.
/// </summary>
[ExtensionUri("logger://reproduce/claims")]
[FriendlyName("claims")]
public sealed class ClaimLogger : ITestLogger
{
    /// <inheritdoc/>
    public void Initialize(TestLoggerEvents events, string testRunDirectory)
    {
        ArgumentNullException.ThrowIfNull(events);
        var progress = Console.IsOutputRedirected
            ? (IProgressLine)new PlainProgressLine(Console.Out, TimeProvider.System)
            : new TerminalProgressLine(Console.Out, () => Console.WindowWidth);
        var text = new RunText(Console.Out, progress);
        events.TestRunMessage += (_, message) => text.Say(message.Level, message.Message);
        events.TestResult += (_, test) => text.Finish(test.Result);
        events.TestRunComplete += (_, run) => text.Complete(run.Error?.Message);
    }
}
