using SkiaSharp;

namespace Reproduce.Testing.Snapshots.Images;

/// <summary>A part of an image that differs.</summary>
/// <param name="Bounds">The differing pixels' bounding box, right and bottom excluded.</param>
/// <param name="PixelCount">Number of differing pixels.</param>
internal readonly record struct DifferenceRegion(SKRectI Bounds, int PixelCount)
{
    /// <summary>Position and size as messages have them.</summary>
    public override string ToString() => $"{Bounds.Width} x {Bounds.Height} at ({Bounds.Left}, {Bounds.Top})";
}

/// <summary>Finds where images differ. Differing pixels in the same or in touching tiles of 16 x 16 are one region, as a word is.</summary>
internal static class DifferenceRegions
{
    private const int Tile = 16;

    /// <summary>The regions of pixels that differ by more than <paramref name="level"/>, those of most pixels first.</summary>
    public static IReadOnlyList<DifferenceRegion> Find(DifferenceMap map, double level)
    {
        var tiles = DifferingTiles(map, level);
        var regions = new List<DifferenceRegion>();
        while (tiles.Count > 0)
        {
            regions.Add(TakeConnected(tiles, tiles.First().Key));
        }

        return [.. regions.OrderByDescending(r => r.PixelCount).ThenBy(r => r.Bounds.Top).ThenBy(r => r.Bounds.Left)];
    }

    private static Dictionary<(int X, int Y), DifferenceRegion> DifferingTiles(DifferenceMap map, double level)
    {
        var tiles = new Dictionary<(int X, int Y), DifferenceRegion>();
        for (var i = 0; i < map.DeltaE.Length; i++)
        {
            if (map.DeltaE[i] > level)
            {
                var (y, x) = Math.DivRem(i, map.Width);
                var pixel = new DifferenceRegion(SKRectI.Create(x, y, 1, 1), 1);
                var key = (x / Tile, y / Tile);
                tiles[key] = tiles.TryGetValue(key, out var tile) ? Union(tile, pixel) : pixel;
            }
        }

        return tiles;
    }

    private static DifferenceRegion TakeConnected(Dictionary<(int X, int Y), DifferenceRegion> tiles, (int X, int Y) first)
    {
        tiles.Remove(first, out var region);
        var open = new Queue<(int X, int Y)>([first]);
        while (open.TryDequeue(out var at))
        {
            for (var neighbour = 0; neighbour < 9; neighbour++)
            {
                var key = (at.X + (neighbour % 3) - 1, at.Y + (neighbour / 3) - 1);
                if (tiles.Remove(key, out var tile))
                {
                    region = Union(region, tile);
                    open.Enqueue(key);
                }
            }
        }

        return region;
    }

    private static DifferenceRegion Union(DifferenceRegion a, DifferenceRegion b) =>
        new(SKRectI.Union(a.Bounds, b.Bounds), a.PixelCount + b.PixelCount);
}
