using NUnit.Framework;

namespace Reproduce.Testing;

/// <summary>For a claim's fixture that can't run, or whose results are not to be pinned.</summary>
public static class ClaimFixture
{
    /// <summary>Ignores the running fixture, and records the reason for the report.</summary>
    /// <param name="reason">What is missing, and the command that gets it.</param>
    /// <exception cref="IgnoreException">Always: that is how NUnit is told.</exception>
    public static void Ignore(string reason)
    {
        ResultRecorder.OfProcess().Skip(Fixture.Running(), reason);
        Assert.Ignore(reason);
    }

    /// <summary>
    /// The running test's results are recorded from here on, but neither compared with snapshots nor accepted as such: they are on data
    /// that nobody else has, or show images that are not to be published.
    /// </summary>
    /// <param name="dataFingerprint">Which data they are on, where these are not the published ones; else null.</param>
    public static void LeaveUnpinned(string? dataFingerprint = null) => ResultRecorder.LeaveUnpinned(dataFingerprint);
}
