using Reproduce.Cli.Hosting;
using Reproduce.Core.Files;
using Reproduce.DataSets;

namespace Reproduce.Cli.Data;

/// <summary>
/// Fetches a data set: downloads its archives, unpacks them beside their place, reads everything, and only then gives the folder its
/// name. Whenever the process ends, the folder is there as a whole or not at all, and archives that were downloaded are not fetched again.
/// </summary>
/// <param name="downloader">Downloads files.</param>
/// <param name="report">Tells the user.</param>
internal sealed class DataFetcher(Downloader downloader, FetchReport report)
{
    /// <summary>Fetches a data set, unless it is already there.</summary>
    /// <param name="files">Its files and where they come from.</param>
    /// <param name="mirror">Address of another folder with the same archives, or null.</param>
    /// <param name="dataFolder">The folder of all data sets; created if missing.</param>
    /// <param name="cancellation">Stops fetching.</param>
    /// <exception cref="CommandFailedException">It could not be fetched; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task FetchAsync(DataSetFiles files, Uri? mirror, string dataFolder, CancellationToken cancellation)
    {
        try
        {
            await FetchIntoAsync(files, mirror, dataFolder, cancellation);
        }
        catch (IOException e) when (FileErrors.IsDiskFull(e))
        {
            throw new CommandFailedException(
                $"The disk of '{dataFolder}' is full. Free some space, or set {DataFolder.EnvironmentVariable} to a folder on another "
                + "disk, and run the command again.",
                e);
        }
    }

    private async Task FetchIntoAsync(DataSetFiles files, Uri? mirror, string dataFolder, CancellationToken cancellation)
    {
        var target = Path.Combine(dataFolder, files.FolderName);
        if (Directory.Exists(target))
        {
            if (!files.AreIn(target))
            {
                throw new CommandFailedException($"'{target}' is in the way: it does not hold {files.Title}. Move it away first.");
            }

            report.Line(
                $"'{target}' is already there and is left as it is. To read and check it, run: reproduce data verify {files.CommandName}");
            return;
        }

        var downloads = Directory.CreateDirectory(Path.Combine(dataFolder, "downloads")).FullName;
        using var fetchLock = Lock(downloads);
        foreach (var archive in files.Archives)
        {
            await DownloadAsync(archive, mirror ?? files.Site, downloads, cancellation);
        }

        await UnpackAsync(files, downloads, target, cancellation);
        DeleteArchives(files, downloads);
        report.Line($"{files.Title} is in '{target}'.");
    }

    /// <summary>Two fetches at once would write the same files. The operating system releases the lock when the process ends.</summary>
    private static FileStream Lock(string downloads)
    {
        try
        {
            var path = Path.Combine(downloads, ".lock");
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (!FileErrors.IsDiskFull(e))
        {
            throw new CommandFailedException(
                $"Another fetch is at work in '{downloads}': wait until it has finished. Or the folder can't be written: {e.Message}", e);
        }
    }

    private async Task DownloadAsync(RemoteArchive archive, Uri site, string downloads, CancellationToken cancellation)
    {
        var path = Path.Combine(downloads, archive.Name);
        if (File.Exists(path))
        {
            // A file gets this name once it is complete and checked; it may have been damaged since.
            if (archive.Md5 is null || await Downloader.Md5Async(path, cancellation) == archive.Md5)
            {
                report.Line($"{archive.Name} has been downloaded before.");
                return;
            }

            File.Delete(path);
        }

        var address = new Uri(site, Uri.EscapeDataString(archive.Name));
        await report.DownloadAsync(
            archive.Name, progress => downloader.DownloadAsync(address, path, archive.Md5, progress, cancellation));
        report.Line(archive.Md5 is null
            ? $"{archive.Name}: no checksum is published; its content is checked instead."
            : $"{archive.Name}: MD5 {archive.Md5}, as published.");
    }

    private async Task UnpackAsync(DataSetFiles files, string downloads, string target, CancellationToken cancellation)
    {
        var unfinished = Path.Combine(downloads, files.FolderName + ".unfinished");
        RemoveFolder(unfinished);
        try
        {
            foreach (var archive in files.Archives)
            {
                report.Line($"Unpacking {archive.Name}");
                await ArchiveFile.UnpackAsync(
                    Path.Combine(downloads, archive.Name), Path.Combine(unfinished, archive.Folder), archive.Extensions, cancellation);
            }

            report.Line("Reading every image");
            report.Line($"{files.Title}: {DataVerification.Originality(files.Check(unfinished))}");
            cancellation.ThrowIfCancellationRequested();
            Directory.Move(unfinished, target);
        }
        catch (Exception e) when (e is CommandFailedException or ImageDataException)
        {
            // The next try would fail on the same archives.
            DeleteArchives(files, downloads);
            throw new CommandFailedException(
                $"What was downloaded is not {files.Title}, and has been deleted. {e.Message}\n"
                + "Run the command again, or pass --url with the address of a mirror.",
                e);
        }
        finally
        {
            RemoveFolder(unfinished);
        }
    }

    private static void DeleteArchives(DataSetFiles files, string downloads)
    {
        foreach (var archive in files.Archives)
        {
            File.Delete(Path.Combine(downloads, archive.Name));
        }
    }

    private static void RemoveFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
