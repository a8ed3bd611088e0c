using System.Collections;
using Microsoft.Build.Framework;

namespace Reproduce.Tests.Build;

/// <summary>Stands for MSBuild around a task: keeps the errors that the task reports.</summary>
internal sealed class BuildEngineStub : IBuildEngine
{
    private readonly List<string?> _errors = [];

    public IReadOnlyList<string?> Errors => _errors;

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public void LogErrorEvent(BuildErrorEventArgs e) => _errors.Add(e.Message);

    public void LogWarningEvent(BuildWarningEventArgs e)
    {
    }

    public void LogMessageEvent(BuildMessageEventArgs e)
    {
    }

    public void LogCustomEvent(CustomBuildEventArgs e)
    {
    }

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException("The tasks under test build no project.");
}
