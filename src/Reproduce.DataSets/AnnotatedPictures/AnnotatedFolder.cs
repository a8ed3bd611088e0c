using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Reproduce.DataSets.AnnotatedPictures;

/// <summary>A folder of pictures and the list that describes them: one split of TSRD.</summary>
/// <param name="Folder">The folder of the pictures.</param>
/// <param name="List">Path of the annotation list.</param>
/// <param name="Annotations">Its lines.</param>
internal sealed record AnnotatedFolder(string Folder, string List, ImmutableArray<Annotation> Annotations)
{
    /// <summary>Finds and reads a split's list, and checks that every picture exists.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="folderName">Name of the folder of pictures, in any case.</param>
    /// <param name="listPattern">Name of the list with wildcards, in any case.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="problems">Receives what is wrong, with list and line.</param>
    /// <returns>The split, without the lines that have problems. Null if folder or list is missing.</returns>
    public static AnnotatedFolder? Read(string root, string folderName, string listPattern, int classCount, List<string> problems)
    {
        var anyCase = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive };
        var folders = Directory.Exists(root) ? Directory.GetDirectories(root, folderName, anyCase) : [];
        var lists = Directory.Exists(root) ? Directory.GetFiles(root, listPattern, anyCase) : [];
        if (folders.Length != 1 || lists.Length != 1)
        {
            problems.Add($"expected one folder {folderName} and one list {listPattern}, found {folders.Length} and {lists.Length}");
            return null;
        }

        var split = new AnnotatedFolder(folders[0], lists[0], []);
        var annotations = ImmutableArray.CreateBuilder<Annotation>();
        var lines = File.ReadAllLines(split.List);
        foreach (var (index, line) in lines.Index().Where(item => !string.IsNullOrWhiteSpace(item.Item)))
        {
            var annotation = Annotation.Parse(line, index + 1, classCount, out var problem);
            if (annotation is not null && !File.Exists(split.PathOf(annotation)))
            {
                problem = $"{annotation.File} is not in {Path.GetFileName(split.Folder)}";
            }

            if (annotation is null || problem is not null)
            {
                problems.Add($"{split.Place(index + 1)}: {problem}");
            }
            else
            {
                annotations.Add(annotation);
            }
        }

        if (lines.Length == 0)
        {
            problems.Add($"{Path.GetFileName(split.List)}: empty");
        }

        return split with { Annotations = annotations.ToImmutable() };
    }

    /// <summary>Path of a picture.</summary>
    public string PathOf(Annotation annotation) => Path.Combine(Folder, annotation.File);

    /// <summary>List and line, as messages name them.</summary>
    public string Place(int line) => $"{Path.GetFileName(List)}, line {line}";

    /// <summary>The first line of every picture that is not among those already seen, by the bytes of its file.</summary>
    /// <param name="seen">SHA-256 of the files of pictures to leave out; receives those that are kept.</param>
    public AnnotatedFolder Distinct(ISet<string> seen)
    {
        var fingerprints = Annotations.AsParallel().AsOrdered()
            .Select(annotation => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(annotation)))))
            .ToArray();
        return this with { Annotations = [.. Annotations.Where((_, i) => seen.Add(fingerprints[i]))] };
    }
}
