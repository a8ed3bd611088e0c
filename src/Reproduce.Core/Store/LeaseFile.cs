using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// The small files by which processes agree who makes what. What they rely on holds on a network share, too: of several who create a file
/// exclusively, one succeeds, and who opens a file sees what was last written and closed.
/// </summary>
internal static class LeaseFile
{
    private const int Tries = 3;
    private const int MaximalLength = 4096;
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Creates a file, unless there is one.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="content">Its content.</param>
    /// <returns>Whether it was created.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public static bool TryCreate(string path, string content)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, Shared);
        }
        catch (IOException e) when (FileErrors.IsThereAlready(e))
        {
            return false;
        }

        try
        {
            using (file)
            {
                Write(file, content);
            }
        }
        catch
        {
            FileErrors.TryRemove(path);
            throw;
        }

        return true;
    }

    /// <summary>Writes over the beginning of a file, or creates it.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Overwrite(string path, string content)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, Shared);
        Write(file, content);
    }

    /// <summary>Reads a file.</summary>
    /// <returns>Its first 4 KiB, which may be incomplete if it is being written; null if there is no such file.</returns>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static string? TryRead(string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);
                var bytes = new byte[MaximalLength];
                return Encoding.UTF8.GetString(bytes.AsSpan(0, RandomAccess.Read(file, bytes, fileOffset: 0)));
            }
            catch (Exception e) when (FileErrors.IsMissing(e))
            {
                return null;
            }
            catch (IOException) when (tries < Tries)
            {
                // On a network share, a file that is deleted while it is open can't be read to its end.
            }
        }
    }

    /// <summary>Deletes a file if it holds the given content; ignores file errors.</summary>
    public static void TryRemove(string path, string content) => FileErrors.TryDo(() =>
    {
        if (TryRead(path) == content)
        {
            File.Delete(path);
        }
    });

    /// <summary>A value as the text of a file, in one line.</summary>
    public static string ToText<T>(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>The value of a text; null if the text is incomplete or damaged.</summary>
    public static T? Parse<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(SafeFileHandle file, string content) =>
        RandomAccess.Write(file, Encoding.UTF8.GetBytes(content), fileOffset: 0);
}
