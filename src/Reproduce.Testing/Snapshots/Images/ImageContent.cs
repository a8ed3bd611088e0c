
namespace Reproduce.Testing.Snapshots.Images;

/// <summary>A PNG image: equal as far as the eye sees it.</summary>
internal sealed class ImageContent : ISnapshotContent
{
    private const int MaxRegions = 5;

    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private readonly ImageTolerance _tolerance;
    private readonly DecodedImage _picture;

    public ImageContent(byte[] png, ImageTolerance tolerance)
    {
        ArgumentNullException.ThrowIfNull(png);
        Received = png;
        _tolerance = tolerance;
        _picture = Decode(png)
            ?? throw new ArgumentException($"The image is a PNG file. Actual: {png.Length} bytes that are not.", nameof(png));
    }

    /// <inheritdoc/>
    public string Extension => "png";

    /// <inheritdoc/>
    public byte[] Received { get; }

    /// <inheritdoc/>
    public string Preview => $"It is an image of {_picture.Width} x {_picture.Height} pixels.";

    /// <inheritdoc/>
    public SnapshotDifference? CompareTo(byte[] verified)
    {
        if (verified.AsSpan().SequenceEqual(Received))
        {
            return null;
        }

        var before = Decode(verified);
        if (before is null)
        {
            return new SnapshotDifference(
                $"The verified file is no PNG image ({verified.Length} bytes). Restore it from version control.");
        }

        return (before.Width, before.Height) == (_picture.Width, _picture.Height)
            ? Compare(before)
            : new SnapshotDifference(
                $"The image's size differs: expected {before.Width} x {before.Height} pixels, " +
                $"actual {_picture.Width} x {_picture.Height}.");
    }

    private static DecodedImage? Decode(byte[] file) => file.AsSpan().StartsWith(PngSignature) ? DecodedImage.Decode(file) : null;

    private SnapshotDifference? Compare(DecodedImage verified)
    {
        var map = DifferenceMap.Of(verified, _picture);
        var count = map.CountAbove(_tolerance.VisibleDifference);
        if (count <= _tolerance.Share * map.DeltaE.Length)
        {
            return null;
        }

        var regions = DifferenceRegions.Find(map, _tolerance.VisibleDifference);
        return new SnapshotDifference(
            Describe(map, count, regions),
            SideBySide.Draw(verified, _picture, map, _tolerance.VisibleDifference, regions));
    }

    private string Describe(DifferenceMap map, int count, IReadOnlyList<DifferenceRegion> regions)
    {
        var rest = regions.Count > MaxRegions ? $"\n  ... and {regions.Count - MaxRegions} more regions" : string.Empty;
        var share = count / (double)map.DeltaE.Length;
        return $"The image differs: {Percent(share)} of its pixels visibly (ΔE above {_tolerance.VisibleDifference:G3}), " +
            $"at most {Percent(_tolerance.Share)} may; largest ΔE {map.Largest:F1}.\n" +
            $"Where, in pixels (width x height at left, top):\n  {string.Join("\n  ", regions.Take(MaxRegions))}{rest}";
    }

    private static string Percent(double share) => $"{share * 100:G3} %";
}
