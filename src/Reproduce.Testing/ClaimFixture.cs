using NUnit.Framework;

namespace Reproduce.Testing;

/// <summary>For a claim's fixture that can't run.</summary>
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
}
