using System.Collections.Immutable;
using System.Security.Cryptography;
using Reproduce.Core.Files;

namespace Reproduce.Results;

/// <summary>
/// A folder of results: <c>Paper/paper.json</c>, and for each claim a folder with a file for each fixture (<c>*.run.json</c>) and for each
/// verification (<c>*.json</c>, figures with a <c>*.png</c>). Files are written whole or not at all, and each run replaces those that it
/// computes anew.
/// </summary>
public static class ResultFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string EnvironmentVariable = "REPRODUCE_RESULTS";

    /// <summary>The file of a set that describes its paper.</summary>
    internal const string PaperFile = "paper.json";

    private const string RunSuffix = ".run.json";
    private const string ItemSuffix = ".json";
    private const string DifferenceSuffix = ".difference.png";

    /// <summary>REPRODUCE_RESULTS where it is set, else the folder <c>results</c> of the repository.</summary>
    /// <param name="environment">Gives a variable's value, or null where it is not set.</param>
    /// <param name="repository">The repository's root.</param>
    /// <returns>An absolute path, which need not exist.</returns>
    /// <exception cref="IOException">REPRODUCE_RESULTS is a relative path.</exception>
    public static string Default(Func<string, string?> environment, string repository) =>
        FolderVariable.Read(environment, EnvironmentVariable) ?? Path.Combine(repository, "results");

    /// <summary>The result sets in a folder: itself, if it holds a paper, else those of its subfolders that do.</summary>
    /// <returns>Absolute paths in ordinal order; none where there are no results.</returns>
    public static ImmutableArray<string> SetsIn(string folder)
    {
        var root = Path.GetFullPath(folder);
        return File.Exists(Path.Combine(root, PaperFile)) ? [root]
            : Directory.Exists(root)
                ? [.. Directory.GetDirectories(root).Where(set => File.Exists(Path.Combine(set, PaperFile))).Order(StringComparer.Ordinal)]
                : [];
    }

    /// <summary>Reads a result set.</summary>
    /// <param name="path">Its folder, or a JSON file that holds all of it (a report's), which has no pictures.</param>
    /// <exception cref="ResultException">There is none, or a file of it can't be read.</exception>
    public static ResultSet Read(string path) => Guard(path, () =>
    {
        if (File.Exists(path))
        {
            var set = ReadFile<ResultSet>(path);
            ResultNames.Check(set.Paper, path);
            Array.ForEach([.. set.Runs], run => ResultNames.Check(run, path));
            Array.ForEach([.. set.Items], item => ResultNames.Check(item, path));
            return set;
        }

        var paper = Path.Combine(path, PaperFile);
        if (!File.Exists(paper))
        {
            throw new ResultException(
                $"'{path}' holds no results: there is no {PaperFile}. Run the claims first, as by `dotnet test --filter "
                    + "Claim=HardenedBoundaries`.");
        }

        var files = Directory.GetDirectories(path).SelectMany(claim => Directory.GetFiles(claim, "*" + ItemSuffix)).ToLookup(IsRun);
        return new ResultSet
        {
            Folder = Path.GetFullPath(path),
            Paper = ReadPaper(paper),
            Runs = [.. files[true].Select(ReadRun)
                .OrderBy(run => run.Claim, StringComparer.Ordinal).ThenBy(run => run.Data, StringComparer.Ordinal)],
            Items = [.. files[false].Select(file => ReadItem(file, path))
                .OrderBy(item => item.Claim, StringComparer.Ordinal).ThenBy(item => item.Data, StringComparer.Ordinal)
                .ThenBy(item => item.Id, StringComparer.Ordinal)],
        };
    });

    /// <summary>Writes the description of a set's paper.</summary>
    public static void Write(string set, Paper paper) =>
        AtomicFile.WriteText(Path.Combine(set, PaperFile), ResultJson.SerializeWithSchema(paper));

    /// <summary>Writes how a fixture's run stands.</summary>
    public static void Write(string set, ClaimRun run) => AtomicFile.WriteText(PathOf(set, run), ResultJson.SerializeWithSchema(run));

    /// <summary>Removes a fixture's run.</summary>
    public static void Remove(string set, ClaimRun run) => File.Delete(PathOf(set, run));

    /// <summary>Writes a result, and before it the pictures of a figure.</summary>
    /// <param name="set">The result set's folder.</param>
    /// <param name="item">The result.</param>
    /// <param name="png">The figure's picture; null for other results.</param>
    /// <param name="difference">How it differs from the pinned figure, as a PNG; null where it does not.</param>
    public static void Write(string set, ResultItem item, byte[]? png = null, byte[]? difference = null)
    {
        if (png is not null && item.Figure is { } figure)
        {
            AtomicFile.Write(Path.Combine(set, figure.File), png);
            item = item with { Figure = figure with { Difference = WriteDifference(set, item, difference) } };
        }

        AtomicFile.WriteText(Path.Combine(set, item.Claim, item.Id + ItemSuffix), ResultJson.SerializeWithSchema(item));
    }

    /// <summary>Path of a figure's picture within its result set.</summary>
    public static string PictureFile(string claim, string id) => $"{claim}/{id}.png";

    /// <summary>Removes the results of tests that don't exist any more.</summary>
    /// <param name="set">The result set's folder.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="isOrphan">Says of an item's name whether its test is gone.</param>
    public static void RemoveOrphans(string set, string claim, Func<string, bool> isOrphan)
    {
        var folder = Path.Combine(set, claim);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + ItemSuffix) : [];
        foreach (var id in files.Where(file => !IsRun(file)).Select(file => Path.GetFileName(file)[..^ItemSuffix.Length]).Where(isOrphan))
        {
            File.Delete(Path.Combine(folder, id + ItemSuffix));
            File.Delete(Path.Combine(folder, id + ".png"));
            File.Delete(Path.Combine(folder, id + DifferenceSuffix));
        }
    }

    private static PictureFile? WriteDifference(string set, ResultItem item, byte[]? difference)
    {
        var file = $"{item.Claim}/{item.Id}{DifferenceSuffix}";
        if (difference is null)
        {
            File.Delete(Path.Combine(set, file));
            return null;
        }

        AtomicFile.Write(Path.Combine(set, file), difference);
        return new(file, Convert.ToHexStringLower(SHA256.HashData(difference)));
    }

    private static string PathOf(string set, ClaimRun run) =>
        Path.Combine(set, run.Claim, FileName($"{run.Fixture}_{run.Data}") + RunSuffix);

    private static bool IsRun(string file) => file.EndsWith(RunSuffix, StringComparison.Ordinal);

    private static Paper ReadPaper(string file)
    {
        var paper = ReadFile<Paper>(file);
        ResultNames.Check(paper, file);
        return paper;
    }

    private static ClaimRun ReadRun(string file)
    {
        var run = ReadFile<ClaimRun>(file);
        ResultNames.Check(run, file);
        return run;
    }

    private static ResultItem ReadItem(string file, string set)
    {
        var item = ReadFile<ResultItem>(file);
        ResultNames.Check(item, file);
        ResultNames.CheckPictures(item, set, file);
        return item;
    }

    private static T ReadFile<T>(string file) => ResultJson.Deserialize<T>(File.ReadAllText(file), file);

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            throw new ResultException($"'{path}' can't be read: {error.Message}", error);
        }
    }

    private static string FileName(string text) =>
        string.Concat(text.Select(character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-' or '=' ? character : '-'));
}
