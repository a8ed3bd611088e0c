namespace Reproduce.Core.Store;

/// <summary>Which file lies where in the artifact store.</summary>
/// <param name="Folder">The store's folder, an absolute path.</param>
internal sealed record StoreLayout(string Folder)
{
    /// <summary>Extension of an artifact's file.</summary>
    public const string Extension = ".safetensors";

    /// <summary>Folder of files being written.</summary>
    public string Unfinished => Path.Combine(Folder, "unfinished");

    /// <summary>Folder that says who is making what.</summary>
    public string Claims => Path.Combine(Folder, "claims");

    /// <summary>Folder of artifacts set aside.</summary>
    public string Damaged => Path.Combine(Folder, "damaged");

    /// <summary>The file of an artifact. Folders by the first two digits keep each at a size that every file system likes.</summary>
    public string PathOf(ArtifactKey key) => PathOf(key.Hash);

    /// <summary>The file of the artifact whose key has a hash.</summary>
    public string PathOf(string hash) => Path.Combine(Folder, hash[..2], hash + Extension);

    /// <summary>The files that broken writes and damage left behind.</summary>
    public IEnumerable<(FileInfo File, LeftoverKind Kind)> Leftovers() =>
        new[] { (Folder: Damaged, Kind: LeftoverKind.Damaged), (Folder: Unfinished, Kind: LeftoverKind.Unfinished) }
            .Where(place => Directory.Exists(place.Folder))
            .SelectMany(place => new DirectoryInfo(place.Folder).EnumerateFiles().Select(file => (file, place.Kind)));

    /// <summary>The files of all artifacts.</summary>
    public IEnumerable<FileInfo> Artifacts() =>
        !Directory.Exists(Folder)
            ? []
            : new DirectoryInfo(Folder)
                .EnumerateDirectories("??")
                .SelectMany(folder => folder.EnumerateFiles("*" + Extension))
                .Where(file => ArtifactKey.IsHash(Path.GetFileNameWithoutExtension(file.Name)));
}
