namespace Reproduce.Core.Store;

/// <summary>Which file lies where in the artifact store.</summary>
/// <param name="Folder">The store's folder, an absolute path.</param>
internal sealed record StoreLayout(string Folder)
{
    private const string Extension = ".safetensors";
    private const int PrefixLength = 2;

    /// <summary>Folder of files being written.</summary>
    public string Unfinished => Path.Combine(Folder, "unfinished");

    /// <summary>Folder of the leases that say which process is making what.</summary>
    public string Locks => Path.Combine(Folder, "locks");

    /// <summary>Folder of damaged artifacts.</summary>
    public string Damaged => Path.Combine(Folder, "damaged");

    /// <summary>A file to write to, of a name that no other writer uses.</summary>
    public string NewUnfinished(string name) => Path.Combine(Unfinished, $"{name}.{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>The file of an artifact. Folders by the first two digits keep each at a size that every file system likes.</summary>
    public string PathOf(ArtifactKey key) => PathOf(key.Hash);

    /// <summary>The file of the artifact whose key has a hash.</summary>
    public string PathOf(string hash) => Path.Combine(Folder, hash[..PrefixLength], hash + Extension);

    /// <summary>Whether a file has the name of an artifact and lies in a folder for artifacts, the right one or another.</summary>
    public bool IsArtifact(string path)
    {
        var folder = Path.GetDirectoryName(path);
        return Path.GetDirectoryName(folder) == Folder
            && Path.GetFileName(folder)?.Length == PrefixLength
            && Path.GetExtension(path) == Extension
            && ArtifactKey.IsHash(Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>The files of all artifacts, those in a wrong folder too.</summary>
    public IEnumerable<FileInfo> Artifacts() => !Directory.Exists(Folder)
        ? []
        : new DirectoryInfo(Folder)
            .EnumerateDirectories()
            .Where(folder => folder.Name.Length == PrefixLength)
            .SelectMany(folder => folder.EnumerateFiles())
            .Where(file => IsArtifact(file.FullName));

    /// <summary>The files that killed writers and damage left behind.</summary>
    public IEnumerable<(FileInfo File, LeftoverKind Kind)> Leftovers() =>
        new[] { (Folder: Damaged, Kind: LeftoverKind.Damaged), (Folder: Unfinished, Kind: LeftoverKind.Unfinished) }
            .Where(place => Directory.Exists(place.Folder))
            .SelectMany(place => new DirectoryInfo(place.Folder).EnumerateFiles().Select(file => (file, place.Kind)));

    /// <summary>Creates the folders that files are to be written into, and checks that files can be created there.</summary>
    /// <param name="paths">The files; nothing happens to them.</param>
    /// <exception cref="IOException">A folder can't be created or written, or a folder lies where a file is to be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder must not be written.</exception>
    public void RequireWritable(IReadOnlyCollection<string> paths)
    {
        if (paths.FirstOrDefault(Directory.Exists) is { } obstacle)
        {
            throw new IOException($"'{obstacle}' is a folder, but a file is to be written there: move the folder away");
        }

        foreach (var folder in paths.Select(path => Path.GetDirectoryName(path)!).Append(Unfinished).Distinct())
        {
            Directory.CreateDirectory(folder);
            using (File.Create(Path.Combine(folder, $"probe-{Guid.NewGuid():N}"), bufferSize: 1, FileOptions.DeleteOnClose))
            {
            }
        }
    }
}
