using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Files;

namespace Reproduce.DataSets;

/// <summary>The files of a data set as they are published: where to fetch them, and where they lie then.</summary>
public sealed record DataSetFiles
{
    /// <summary>The data set's published name, such as <c>CIFAR-10</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The name of the files on the command line, such as <c>cifar10</c>.</summary>
    public required string CommandName { get; init; }

    /// <summary>Their folder within <see cref="DataFolder.Default"/>.</summary>
    public required string FolderName { get; init; }

    /// <summary>The address of the folder with the archives, with a slash at the end.</summary>
    public required Uri Site { get; init; }

    /// <summary>The archives.</summary>
    public required ImmutableArray<RemoteArchive> Archives { get; init; }

    /// <summary>Training images as published.</summary>
    public required int TrainCount { get; init; }

    /// <summary>Test images as published.</summary>
    public required int TestCount { get; init; }

    /// <summary>Whether a folder, which need not exist, holds the files; whether they are sound only reading them tells.</summary>
    public required Func<string, bool> AreIn { get; init; }

    /// <summary>Reads every image in a folder; a damaged file is an <see cref="ImageDataException"/>.</summary>
    public required Func<string, ImageData> Read { get; init; }

    /// <summary>The folder of the files: an absolute path, which need not exist.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <exception cref="ImageDataException">The variables that would name the place are not set.</exception>
    public string FolderIn(Func<string, string?> environment) => Path.Combine(DataFolder.Default(environment), FolderName);

    /// <summary>Whether the files are in their folder.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <exception cref="ImageDataException">The variables that would name the place are not set.</exception>
    public bool AreThere(Func<string, string?> environment) => AreIn(FolderIn(environment));

    /// <summary>What to tell someone who needs files that are not there.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    public string MissingMessage(Func<string, string?> environment) =>
        $"{Title} is not in '{FolderIn(environment)}'. To fetch it, run: "
        + $"{RepositoryRoot.Command} data fetch {CommandName}";

    /// <summary>Reads every image in a folder and counts them.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The images, which may still be other ones than those that were published.</returns>
    /// <exception cref="ImageDataException">A file is damaged, or there are not as many images as published.</exception>
    public ImageData Check(string folder)
    {
        var data = Read(folder);
        if (data.Train.Count != TrainCount || data.Test.Count != TestCount)
        {
            throw new ImageDataException(
                $"{data.Name} has {data.Train.Count} training and {data.Test.Count} test images; expected {TrainCount} and {TestCount}.");
        }

        return data;
    }
}

/// <summary>An archive of a data set.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Folder">Which folder of the data set its files go to; empty for the data set's own.</param>
/// <param name="Extensions">Which of its files are needed.</param>
/// <param name="Md5">Its published MD5 in lower-case hexadecimal; null where none is published.</param>
public sealed record RemoteArchive(string Name, string Folder, ImmutableArray<string> Extensions, string? Md5);
