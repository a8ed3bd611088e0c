using System.Collections.Immutable;
using Reproduce.Core.Files;

namespace Reproduce.Results.Report;

/// <summary>Writes a report's files.</summary>
public static class ReportWriter
{
    /// <summary>Writes <c>report.html</c>, <c>report.md</c> and <c>report.json</c>, each whole or not at all.</summary>
    /// <param name="set">The results.</param>
    /// <param name="folder">Where to; created if it is not there.</param>
    /// <returns>The files' absolute paths, in that order.</returns>
    /// <exception cref="IOException">A file can't be written.</exception>
    public static async Task<ImmutableArray<string>> WriteAsync(ResultSet set, string folder)
    {
        Directory.CreateDirectory(folder);
        return
        [
            Write(folder, "report.html", await HtmlReport.RenderAsync(set)),
            Write(folder, "report.md", MarkdownReport.Render(set)),
            Write(folder, "report.json", ResultJson.Serialize(set)),
        ];
    }

    /// <summary>Writes <c>rescience.md</c>, whole or not at all: see <see cref="RescienceArticle"/>.</summary>
    /// <param name="set">The results.</param>
    /// <param name="folder">Where to; created if it is not there.</param>
    /// <returns>The file's absolute path.</returns>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static string WriteRescience(ResultSet set, string folder) => Write(folder, "rescience.md", RescienceArticle.Render(set));

    private static string Write(string folder, string name, string text)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        AtomicFile.WriteText(path, text);
        return path;
    }
}
