using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Reproduce.DataSets.AnnotatedPictures;

/// <summary>A folder of pictures and the list that describes them: one split of TSRD.</summary>
/// <param name="Folder">The folder of the pictures.</param>
/// <param name="List">Path of the annotation list.</param>
/// <param name="Annotations">Its lines.</param>
internal sealed record AnnotatedFolder(string Folder, string List, ImmutableArray<Annotation> Annotations)
{
    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>Whether a folder, which need not exist, holds an annotation list, itself or in a folder within it.</summary>
    public static bool HasListIn(string root) => ListsIn(root, "*Annotation.txt").Length > 0;

    /// <summary>Finds and reads a split's list, and checks that every picture exists.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="folderName">Name of the folder of pictures, in any case.</param>
    /// <param name="listPattern">Name of the list with wildcards, in any case.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="problems">Receives what is wrong, with list and line.</param>
    /// <returns>The split, without the lines that have problems. Null if folder or list is missing.</returns>
    public static AnnotatedFolder? Read(string root, string folderName, string listPattern, int classCount, List<string> problems)
    {
        var folders = Directory.Exists(root) ? Directory.GetDirectories(root, folderName, AnyCase) : [];
        var lists = ListsIn(root, listPattern);
        if (folders.Length != 1 || lists.Length != 1)
        {
            problems.Add(
                $"expected one folder {folderName} in '{root}', and one list {listPattern} there or in a folder within it; found "
                + $"{folders.Length} and {lists.Length}");
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

        if (lines.All(string.IsNullOrWhiteSpace))
        {
            problems.Add($"{Path.GetFileName(split.List)}: empty");
        }

        return split with { Annotations = annotations.ToImmutable() };
    }

    /// <summary>Path of a picture.</summary>
    public string PathOf(Annotation annotation) => Path.Combine(Folder, annotation.File);

    /// <summary>List and line, as messages name them.</summary>
    public string Place(int line) => $"{Path.GetFileName(List)}, line {line}";

    /// <summary>SHA-256 of every picture's file, in lower-case hexadecimal, in the order of the lines.</summary>
    public ImmutableArray<string> Hashes() =>
    [
        .. Annotations.AsParallel().AsOrdered()
            .Select(annotation => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(annotation))))),
    ];

    /// <summary>SHA-256 over the list's bytes and the hashes of the pictures: what decides every image of the split.</summary>
    /// <param name="hashes">See <see cref="Hashes"/>.</param>
    public string FingerprintOf(ImmutableArray<string> hashes) => Convert.ToHexStringLower(
        SHA256.HashData([.. File.ReadAllBytes(List), .. Encoding.ASCII.GetBytes(string.Concat(hashes))]));

    /// <summary>The first line of every picture that is not among those already seen, by the bytes of its file.</summary>
    /// <param name="hashes">See <see cref="Hashes"/>.</param>
    /// <param name="seen">SHA-256 of the files of pictures to leave out; receives those that are kept.</param>
    public AnnotatedFolder Distinct(ImmutableArray<string> hashes, ISet<string> seen) =>
        this with { Annotations = [.. Annotations.Where((_, i) => seen.Add(hashes[i]))] };

    /// <summary>The lists of a name in a folder; where it has none, in the folders within it, where archives unpack to.</summary>
    private static string[] ListsIn(string root, string pattern)
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        var lists = Directory.GetFiles(root, pattern, AnyCase);
        return lists.Length > 0
            ? lists
            : [.. Directory.GetDirectories(root, "*", AnyCase).SelectMany(folder => Directory.GetFiles(folder, pattern, AnyCase))];
    }
}
