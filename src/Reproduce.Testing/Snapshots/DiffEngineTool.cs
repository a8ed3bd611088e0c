using DiffEngine;

namespace Reproduce.Testing.Snapshots;

/// <summary>The diff tool that DiffEngine finds installed, as Verify opens it.</summary>
internal sealed class DiffEngineTool : IDiffTool
{
    private DiffEngineTool()
    {
    }

    /// <summary>The tool, or <see langword="null"/> where DiffEngine is disabled or there is no screen.</summary>
    public static IDiffTool? WhereSomeoneWatches(RunEnvironment environment) =>
        environment.HasScreen && environment.BuildServer is null && !DiffRunner.Disabled ? new DiffEngineTool() : null;

    /// <inheritdoc/>
    public void Open(string received, string verified) => DiffRunner.Launch(received, verified);

    /// <inheritdoc/>
    public void Close(string received, string verified) => DiffRunner.Kill(received, verified);
}
