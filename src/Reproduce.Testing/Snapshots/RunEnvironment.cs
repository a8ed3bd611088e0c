namespace Reproduce.Testing.Snapshots;

/// <summary>What the environment variables say about a run.</summary>
/// <param name="read">Reads a variable; <see langword="null"/> where it is not set.</param>
/// <param name="needsDisplay">Whether windows need a display variable, as on Linux; elsewhere a session has a screen.</param>
internal sealed class RunEnvironment(Func<string, string?> read, bool needsDisplay)
{
    /// <summary>The variable that asks to accept what differs.</summary>
    public const string AcceptVariable = "REPRODUCE_ACCEPT";

    /// <summary>Variables that build servers set; most of them set the first as well.</summary>
    private static readonly string[] BuildServerVariables =
    [
        "CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "TRAVIS", "CIRCLECI", "APPVEYOR",
        "BUILDKITE", "BITBUCKET_BUILD_NUMBER", "CODEBUILD_BUILD_ID", "GO_SERVER_URL",
    ];

    /// <summary>The process's own environment.</summary>
    public static RunEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable, OperatingSystem.IsLinux());

    /// <summary>The variable and value that tell of a build server, as <c>CI=true</c>; <see langword="null"/> elsewhere.</summary>
    public string? BuildServer => BuildServerVariables
        .Where(variable => !IsOff(read(variable)))
        .Select(variable => $"{variable}={read(variable)}")
        .FirstOrDefault();

    /// <summary>Whether accepting was asked for.</summary>
    /// <exception cref="SnapshotException">The variable is neither on (1, true) nor off (0, false, empty).</exception>
    public bool Accept => read(AcceptVariable) switch
    {
        "1" => true,
        { } value when value.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        var value when IsOff(value) => false,
        var value => throw new SnapshotException($"{AcceptVariable} is 1 or 0. Actual: '{value}'. Correct or unset it."),
    };

    /// <summary>Whether accepting was asked for and is allowed: on a build server it never is.</summary>
    /// <exception cref="SnapshotException">The variable is neither on nor off.</exception>
    public bool IsAccepting => Accept && BuildServer is null;

    /// <summary>Whether a window could be shown.</summary>
    public bool HasScreen =>
        !needsDisplay || !string.IsNullOrEmpty(read("DISPLAY")) || !string.IsNullOrEmpty(read("WAYLAND_DISPLAY"));

    private static bool IsOff(string? value) =>
        string.IsNullOrWhiteSpace(value) || value == "0" || value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
