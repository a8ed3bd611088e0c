using System.Runtime.CompilerServices;

namespace Reproduce.Results;

/// <summary>
/// Names in results that become names of files. Results come from other machines, too: none of them may lead out of its folder.
/// </summary>
internal static class ResultNames
{
    private static readonly char[] Separators = ['/', '\\', ':'];

    /// <summary>Checks the name of a paper's folder.</summary>
    /// <exception cref="ResultException">It is not the name of a file.</exception>
    public static void Check(Paper paper, string file) => CheckName(paper.Id, file);

    /// <summary>Checks the name of a claim's folder.</summary>
    /// <exception cref="ResultException">It is not the name of a file.</exception>
    public static void Check(ClaimRun run, string file) => CheckName(run.Claim, file);

    /// <summary>Checks the names of a result's files.</summary>
    /// <exception cref="ResultException">One is not the name of a file, or a picture's path is not one within the set.</exception>
    public static void Check(ResultItem item, string file)
    {
        CheckName(item.Claim, file);
        CheckName(item.Id, file);
        foreach (var picture in item.Figure?.Files ?? [])
        {
            foreach (var name in picture.File.Split('/'))
            {
                CheckName(name, file, nameof(picture.File));
            }
        }
    }

    /// <summary>Checks that a result's pictures are files of its set: a link could lead to any file of this machine.</summary>
    /// <exception cref="ResultException">A picture or the folder that holds it is a link.</exception>
    public static void CheckPictures(ResultItem item, string set, string file)
    {
        foreach (var picture in item.Figure?.Files ?? [])
        {
            var path = set;
            foreach (var name in picture.File.Split('/'))
            {
                path = Path.Combine(path, name);
                if (new FileInfo(path).LinkTarget is not null)
                {
                    throw new ResultException($"'{file}': its picture '{path}' is a link. Replace the link by the file itself.");
                }
            }
        }
    }

    private static void CheckName(string name, string file, [CallerArgumentExpression(nameof(name))] string expression = "")
    {
        if (name.Length == 0 || name is "." or ".." || name.IndexOfAny(Separators) >= 0)
        {
            var field = expression[(expression.LastIndexOf('.') + 1)..];
            throw new ResultException(
                $"'{file}', field '{char.ToLowerInvariant(field[0])}{field[1..]}': a name is not empty and holds none of "
                + $"{string.Join(' ', Separators)}. Actual: '{name}'. Run the claims again, or delete the file.");
        }
    }
}
