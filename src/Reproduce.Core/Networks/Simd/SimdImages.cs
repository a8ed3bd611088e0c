namespace Reproduce.Core.Networks.Simd;

/// <summary>Converts between images one after the other and images in the lanes of vectors.</summary>
internal static unsafe class SimdImages
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>Copies up to 16 images into the lanes of a map; the other lanes are set to zero.</summary>
    /// <param name="images">Shape <c>[N, C, H, W]</c> with N up to 16.</param>
    /// <param name="map">Shape of the map.</param>
    /// <param name="target">The map.</param>
    public static void Scatter(ReadOnlySpan<float> images, FeatureMap map, float* target)
    {
        var size = map.Channels * map.Height * map.Width;
        var count = images.Length / size;
        var source = 0;
        for (var channel = 0; channel < map.Channels; channel++)
        {
            for (var y = 0; y < map.Height; y++)
            {
                var row = target + map.Interior(channel) + ((long)y * map.RowStride);
                for (var x = 0; x < map.Width; x++, source++, row += Lanes)
                {
                    for (var lane = 0; lane < Lanes; lane++)
                    {
                        row[lane] = lane < count ? images[(lane * size) + source] : 0;
                    }
                }
            }
        }
    }

    /// <summary>The reverse of <see cref="Scatter"/>.</summary>
    public static void Gather(float* source, FeatureMap map, Span<float> images)
    {
        var size = map.Channels * map.Height * map.Width;
        var count = images.Length / size;
        var target = 0;
        for (var channel = 0; channel < map.Channels; channel++)
        {
            for (var y = 0; y < map.Height; y++)
            {
                var row = source + map.Interior(channel) + ((long)y * map.RowStride);
                for (var x = 0; x < map.Width; x++, target++, row += Lanes)
                {
                    for (var lane = 0; lane < count; lane++)
                    {
                        images[(lane * size) + target] = row[lane];
                    }
                }
            }
        }
    }

    /// <summary>Copies rows <c>[N, F]</c> to features <c>[F, 16]</c>; lanes from N on are set to zero.</summary>
    public static void ScatterFeatures(ReadOnlySpan<float> rows, int features, float* target)
    {
        var count = rows.Length / features;
        for (var feature = 0; feature < features; feature++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                target[(feature * Lanes) + lane] = lane < count ? rows[(lane * features) + feature] : 0;
            }
        }
    }

    /// <summary>The reverse of <see cref="ScatterFeatures"/>.</summary>
    public static void GatherFeatures(float* source, int features, Span<float> rows)
    {
        var count = rows.Length / features;
        for (var lane = 0; lane < count; lane++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                rows[(lane * features) + feature] = source[(feature * Lanes) + lane];
            }
        }
    }
}
