using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Reproduce.Tests.Cli.Submit;

/// <summary>The command line as a process of its own.</summary>
internal static class OwnProcess
{
    /// <summary>How it is started.</summary>
    public static ImmutableArray<string> Program() =>
    [
        // The runtime lies in shared/Microsoft.NETCore.App/<version> beside the host that started this test.
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")),
        Path.Combine(TestContext.CurrentContext.TestDirectory, "reproduce.dll"),
    ];
}
