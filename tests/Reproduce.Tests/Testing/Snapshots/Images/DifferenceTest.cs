using Reproduce.Testing.Snapshots.Images;
using SkiaSharp;

namespace Reproduce.Tests.Testing.Snapshots.Images;

[TestFixture]
public sealed class DifferenceTest
{
    // Reference values of sRGB's primaries in CIELAB under D65, as colour tables give them.
    [TestCase(255, 255, 255, 100, 0, 0)]
    [TestCase(0, 0, 0, 0, 0, 0)]
    [TestCase(255, 0, 0, 53.24, 80.09, 67.20)]
    [TestCase(0, 255, 0, 87.74, -86.18, 83.18)]
    [TestCase(0, 0, 255, 32.30, 79.19, -107.86)]
    public void A_colour_has_its_known_CIELAB_coordinates(int red, int green, int blue, double l, double a, double b)
    {
        var lab = CieLab.Of(new SKColor((byte)red, (byte)green, (byte)blue));

        lab.L.Should().BeApproximately(l, 0.01);
        lab.A.Should().BeApproximately(a, 0.01);
        lab.B.Should().BeApproximately(b, 0.01);
    }

    [Test]
    public void Black_on_white_paper_is_a_hundred_apart() =>
        DifferenceMap.Of(Plain(9, 7, SKColors.White), Plain(9, 7, SKColors.Black)).Largest.Should().BeApproximately(100, 1e-3);

    [Test]
    public void A_blur_of_a_point_is_the_Gaussian_s_values()
    {
        var plane = new float[31 * 21];
        plane[(10 * 31) + 15] = 1;

        var blurred = GaussianBlur.Apply(plane, 31, 21, 1.5);

        var peak = 1 / (2 * Math.PI * 1.5 * 1.5);
        blurred[(10 * 31) + 15].Should().BeApproximately((float)peak, 1e-3f);
        blurred[(10 * 31) + 17].Should().BeApproximately((float)(peak * Math.Exp(-4 / 4.5)), 1e-3f);
        blurred[(13 * 31) + 14].Should().BeApproximately((float)(peak * Math.Exp(-10 / 4.5)), 1e-3f);
        blurred.Sum().Should().BeApproximately(1, 1e-5f);
    }

    [Test]
    public void A_blur_keeps_a_plain_plane_up_to_its_borders() =>
        GaussianBlur.Apply([.. Enumerable.Repeat(3f, 5 * 4)], 5, 4, 1.5).Should().OnlyContain(value => Math.Abs(value - 3) < 1e-5);

    [Test]
    public void A_transparent_pixel_is_seen_on_white()
    {
        using var bitmap = new SKBitmap(2, 1);
        bitmap.SetPixel(1, 0, new SKColor(0, 0, 0, 51));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        DecodedImage.Decode(png.ToArray())!.Pixels.Should().Equal(SKColors.White, new SKColor(204, 204, 204));
    }

    [Test]
    public void Pixels_near_each_other_are_one_region_and_far_ones_another()
    {
        var map = new DifferenceMap(100, 60, new float[100 * 60]);
        foreach (var (x, y) in new[] { (3, 5), (20, 5), (70, 50) })
        {
            map.DeltaE[(y * 100) + x] = 10;
        }

        DifferenceRegions.Find(map, 6).Select(region => (region.ToString(), region.PixelCount))
            .Should().Equal(("18 x 1 at (3, 5)", 2), ("1 x 1 at (70, 50)", 1));
    }

    [TestCase(0, 0.1)]
    [TestCase(double.NaN, 0.1)]
    [TestCase(6, 1)]
    [TestCase(6, -0.1)]
    public void A_tolerance_outside_of_its_range_is_rejected(double visibleDifference, double share)
    {
        var create = () => new ImageTolerance(visibleDifference, share);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static DecodedImage Plain(int width, int height, SKColor color) =>
        new(width, height, [.. Enumerable.Repeat(color, width * height)]);
}
