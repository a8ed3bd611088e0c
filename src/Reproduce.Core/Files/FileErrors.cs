namespace Reproduce.Core.Files;

/// <summary>
/// Kinds of file errors. Kinds that .NET reports as a plain <see cref="IOException"/> differ in the HResult: the operating system's error
/// number on Unix, and 0x8007 followed by the Win32 error on Windows.
/// </summary>
public static class FileErrors
{
    /// <summary>Whether an exception says that a file or folder could not be used.</summary>
    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Whether an exception says that there is no such file.</summary>
    public static bool IsMissing(Exception e) => e is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Whether a file could not be created because there is one of its name.</summary>
    public static bool IsThereAlready(IOException e) =>
        OperatingSystem.IsWindows() ? Win32Error(e) is 80 or 183 // ERROR_FILE_EXISTS, ERROR_ALREADY_EXISTS
        : e.HResult == 17; // EEXIST

    /// <summary>Whether the disk or the user's quota is full.</summary>
    public static bool IsDiskFull(Exception e) =>
        OperatingSystem.IsWindows() ? Win32Error(e) is 39 or 112 // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
        : OperatingSystem.IsLinux() ? e.HResult is 28 or 122 // ENOSPC, EDQUOT
        : e.HResult is 28 or 69; // ENOSPC and EDQUOT on macOS

    /// <summary>Deletes a file, if it exists; its folder may be missing, too.</summary>
    /// <exception cref="IOException">The file can't be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be deleted.</exception>
    public static void DeleteIfThere(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Without its folder, the file is missing.
        }
    }

    /// <summary>Deletes a file; ignores file errors, since the file does no harm if it stays.</summary>
    public static void TryRemove(string path) => TryDo(() => File.Delete(path));

    /// <summary>Deletes a file, or a folder with all that is in it; ignores file errors.</summary>
    public static void TryRemoveAll(string path) => TryDo(() =>
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    });

    /// <summary>Performs an action and ignores file errors; for cleaning up, which a later clean-up repeats.</summary>
    public static void TryDo(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (IsFileError(e))
        {
            // Ignored: see the summary.
        }
    }

    private static int Win32Error(Exception e) => (e.HResult >>> 16) == 0x8007 ? e.HResult & 0xffff : 0;
}
