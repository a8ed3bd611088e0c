#nullable enable

// Compiled by MSBuild's inline task factory, which knows no implicit usings, and once more by the tests, which do.
#pragma warning disable IDE0005
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
#pragma warning restore IDE0005

namespace Reproduce.Build;

/// <summary>Writes a source file that stamps an assembly with the hash of some of its sources, as assembly metadata.</summary>
public sealed class HashSources : Microsoft.Build.Utilities.Task
{
    /// <summary>The sources, in any order.</summary>
    [Required]
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>The folder that the sources' names are relative to.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>Key of the metadata.</summary>
    [Required]
    public string Key { get; set; } = "";

    /// <summary>The file to write.</summary>
    [Required]
    public string Destination { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            var root = Path.GetFullPath(Root).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
            var hash = SourceHash.Of(Sources.Select(source => source.GetMetadata("FullPath")).Select(
                path => (path.StartsWith(root, StringComparison.Ordinal)
                    ? path.Substring(root.Length)
                    : throw new InvalidOperationException($"{path} is outside of {root}."), File.ReadAllBytes(path))));
            Directory.CreateDirectory(Path.GetDirectoryName(Destination)!);
            File.WriteAllText(Destination, $"[assembly: System.Reflection.AssemblyMetadata(\"{Key}\", \"{hash}\")]\n");
            return true;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Log.LogError("The sources could not be hashed: {0}", error.Message);
            return false;
        }
    }
}

/// <summary>One hash for many source files: the same on every platform and in whatever order a folder lists them.</summary>
public static class SourceHash
{
    /// <summary>
    /// SHA-256, as 64 lower-case hexadecimal digits, of what <c>sha256sum</c> prints for the files in ordinal order of their names.
    /// </summary>
    /// <param name="files">Relative name, with either separator, and content. Lines may end in CR LF or LF: both count as LF.</param>
    public static string Of(IEnumerable<(string Name, byte[] Content)> files)
    {
        var lines = files
            .Select(file => (Name: file.Name.Replace('\\', '/'), file.Content))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{Hex(WithoutCarriageReturns(file.Content))}  {file.Name}\n");
        return Hex(Encoding.UTF8.GetBytes(string.Concat(lines)));
    }

    private static byte[] WithoutCarriageReturns(byte[] content) =>
        content.Where((letter, i) => letter != '\r' || i + 1 == content.Length || content[i + 1] != '\n').ToArray();

    private static string Hex(byte[] bytes)
    {
        using var sha256 = SHA256.Create();
#pragma warning disable CA1850 // The static method is not in .NET Standard 2.0, which MSBuild compiles this against.
        return string.Concat(sha256.ComputeHash(bytes).Select(octet => octet.ToString("x2", null)));
#pragma warning restore CA1850
    }
}
