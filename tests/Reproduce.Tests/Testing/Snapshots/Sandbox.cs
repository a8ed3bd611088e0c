using System.Collections.Immutable;
using System.Text;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Tests.Testing.Snapshots;

/// <summary>A temporary snapshots folder, with settings whose side effects are recorded.</summary>
internal sealed class Sandbox : IDiffTool, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reproduce-snapshots-");

    public string Folder => _folder.FullName;

    /// <summary>"open" or "close", and the names of the two files.</summary>
    public List<string> DiffToolCalls { get; } = [];

    public List<string> Log { get; } = [];

    /// <summary>Settings of a new run: nothing asked for, somebody watching.</summary>
    public SnapshotSettings Settings(bool accept = false, string? buildServer = null) =>
        new(Folder, new SnapshotRegistry(), accept, buildServer, this, Log.Add);

    public static SnapshotTest Test(
        string claim = "Robustness", string className = "AttackTest", string methodName = "Fgsm", params (string, object?)[] parameters) =>
        new(
            $"{className}.{methodName}({string.Join(',', parameters)})",
            0,
            $"Reproduce.{className}.{methodName}({string.Join(',', parameters.Select(parameter => parameter.Item2))})",
            $"FullyQualifiedName~Reproduce.{className}.{methodName}",
            claim,
            className,
            methodName,
            [.. parameters.Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2))]);

    public void Verify(ISnapshotContent content, SnapshotSettings? settings = null, string? name = null) =>
        SnapshotEngine.Verify(settings ?? Settings(), Test(), name, content);

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public void Write(string relative, string text) => Write(relative, Encoding.UTF8.GetBytes(text));

    public void Write(string relative, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllBytes(PathOf(relative), content);
    }

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>All files, relative to the folder, with forward slashes, in ordinal order.</summary>
    public ImmutableArray<string> Files() =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Open(string received, string verified) => Record("open", received, verified);

    public void Close(string received, string verified) => Record("close", received, verified);

    public void Dispose() => _folder.Delete(recursive: true);

    private void Record(string what, string received, string verified) =>
        DiffToolCalls.Add($"{what} {Path.GetFileName(received)} {Path.GetFileName(verified)}");
}
