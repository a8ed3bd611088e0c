namespace Reproduce.Testing.Snapshots;

/// <summary>All that a verification depends on besides the test and its content.</summary>
/// <param name="Folder">The snapshots' folder, one subfolder a claim.</param>
/// <param name="Registry">The run's register of verified files.</param>
/// <param name="Accept">Whether accepting what differs was asked for.</param>
/// <param name="BuildServer">The variable that tells of a build server, as <c>CI=true</c>; <see langword="null"/> elsewhere.</param>
/// <param name="DiffTool">Shows differences to a person; <see langword="null"/> where nobody watches.</param>
/// <param name="Log">Takes a line for each accepted snapshot.</param>
internal sealed record SnapshotSettings(
    string Folder,
    SnapshotRegistry Registry,
    bool Accept,
    string? BuildServer,
    IDiffTool? DiffTool,
    Action<string> Log);
