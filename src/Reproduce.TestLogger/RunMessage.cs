namespace Reproduce.TestLogger;

/// <summary>
/// How a run of claims marks what it says, for messages of the test adapter come the same way: a line is progress, several lines are its
/// last words.
/// </summary>
public static class RunMessage
{
    /// <summary>A marked message starts with it.</summary>
    public const string Mark = "› ";
}
