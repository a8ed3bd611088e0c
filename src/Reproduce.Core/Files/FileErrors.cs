namespace Reproduce.Core.Files;

/// <summary>
/// Kinds of failures with files. What .NET reports as a plain <see cref="IOException"/> is told apart by its HResult: the
/// operating system's error number on Unix, and 0x8007 followed by the Win32 error on Windows.
/// </summary>
public static class FileErrors
{
    /// <summary>Whether an exception says that a file or folder could not be used.</summary>
    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Whether an exception says that there is no such file.</summary>
    public static bool IsMissing(Exception e) => e is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Whether a file could not be opened because another holder excludes it.</summary>
    public static bool IsInUse(IOException e) =>
        OperatingSystem.IsWindows() ? Win32Error(e) is 32 or 33 // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
        : OperatingSystem.IsLinux() ? e.HResult == 11 // EWOULDBLOCK
        : e.HResult == 35; // EWOULDBLOCK on macOS

    /// <summary>Whether the disk, or the user's share of it, is full.</summary>
    public static bool IsDiskFull(Exception e) =>
        OperatingSystem.IsWindows() ? Win32Error(e) is 39 or 112 // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
        : OperatingSystem.IsLinux() ? e.HResult is 28 or 122 // ENOSPC, EDQUOT
        : e.HResult is 28 or 69; // ENOSPC and EDQUOT on macOS

    /// <summary>Deletes a file; one that is missing, even with its folder, is no error.</summary>
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
            // Then the file is missing, too.
        }
    }

    /// <summary>Removes a file that does no harm if it stays.</summary>
    public static void TryRemove(string path) => TryDo(() => File.Delete(path));

    /// <summary>Does something with a file that does no harm if it fails: whoever cleans up next tries again.</summary>
    public static void TryDo(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (IsFileError(e))
        {
            // It does no harm, as the summary says.
        }
    }

    private static int Win32Error(Exception e) => (e.HResult >>> 16) == 0x8007 ? e.HResult & 0xffff : 0;
}
