using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Reproduce.Figures.Typefaces;

/// <summary>
/// Reads the asset files that an assembly of the Avalonia framework carries in its one managed resource, without loading the assembly,
/// whose dependencies are not restored. The figures' font files are such assets; docs/decisions.md says why they are taken from there.
/// </summary>
/// <remarks>
/// The resource is the index's length in bytes (32-bit, little-endian), the index, and the files' bytes. The index is a version (2),
/// the number of files, and for each its path (length-prefixed UTF-8), offset behind the index, and size.
/// </remarks>
internal static class AvaloniaResources
{
    private const string ResourceName = "!AvaloniaResources";
    private const int IndexVersion = 2;

    /// <summary>The bytes of one asset.</summary>
    /// <param name="assembly">The assembly file, seekable.</param>
    /// <param name="path">The asset's path, such as <c>/Assets/Inter-Regular.ttf</c>.</param>
    /// <exception cref="InvalidDataException">The assembly has no such resource or asset, or its index has another version.</exception>
    public static byte[] Read(Stream assembly, string path)
    {
        using var reader = new BinaryReader(new MemoryStream(ReadManifestResource(assembly)));
        var indexLength = reader.ReadInt32();
        var version = reader.ReadInt32();
        if (version != IndexVersion)
        {
            throw new InvalidDataException($"The asset index has version {version}, but only version {IndexVersion} can be read.");
        }

        var fileCount = reader.ReadInt32();
        for (var i = 0; i < fileCount; i++)
        {
            var name = reader.ReadString();
            var offset = reader.ReadInt32();
            var size = reader.ReadInt32();
            if (name == path)
            {
                reader.BaseStream.Position = sizeof(int) + indexLength + offset;
                return reader.ReadBytes(size);
            }
        }

        throw new InvalidDataException($"None of the assembly's {fileCount} assets is '{path}'.");
    }

    private static byte[] ReadManifestResource(Stream assembly)
    {
        using var executable = new PEReader(assembly, PEStreamOptions.LeaveOpen);
        var metadata = executable.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (metadata.StringComparer.Equals(resource.Name, ResourceName) && executable.PEHeaders.CorHeader is { } header)
            {
                var resources = executable.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress).GetReader();
                resources.Offset = checked((int)resource.Offset);
                return resources.ReadBytes(resources.ReadInt32());
            }
        }

        throw new InvalidDataException($"The assembly has no managed resource '{ResourceName}'.");
    }
}
