using NUnit.Framework;

namespace Reproduce.Testing;

/// <summary>What a claim's fixture says of itself.</summary>
public static class ClaimFixture
{
    /// <summary>Ignores the running fixture: it can't run here. The report says so, too.</summary>
    /// <param name="reason">What is missing, and the command that gets it.</param>
    /// <exception cref="IgnoreException">Always: that is how NUnit is told.</exception>
    public static void Ignore(string reason)
    {
        ResultRecorder.OfProcess().Skip(Fixture.Running(), reason);
        Assert.Ignore(reason);
    }
}
