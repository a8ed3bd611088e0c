using NUnit.Framework;
using Reproduce.Core.Training;
using Reproduce.TestLogger;

namespace Reproduce.Testing;

/// <summary>What a run says on the console while it lasts.</summary>
public static class RunConsole
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(2);

    /// <summary>Shows the progress of training and measuring; the time left is that of the models that are worked on now.</summary>
    public static IProgress<TrainingProgress> Progress =>
        new ThrottledProgress(line => Write($"{line} of this step"), TimeProvider.System, BetweenReports);

    /// <summary>Says where the run is, in one line; several lines are what it says at its end.</summary>
    public static void Write(string text) => TestContext.Progress.WriteLine(RunMessage.Mark + text);
}
