namespace Reproduce.Claims.Images;

/// <summary>The paper's tables, transcribed to CSV and embedded, so that a claim finds them wherever it runs.</summary>
internal static class PublishedFiles
{
    /// <summary>A file's text.</summary>
    /// <param name="file">Its name in <c>published/</c>.</param>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static string Read(string file)
    {
        using var stream = Open(file);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A file's bytes, to be closed by the caller.</summary>
    /// <param name="file">Its name in <c>published/</c>.</param>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static Stream Open(string file) =>
        typeof(PublishedFiles).Assembly.GetManifestResourceStream("published/" + file)
        ?? throw new FileNotFoundException($"claims/Reproduce.Claims/published has no '{file}'.", file);
}
