using Reproduce.Results.Changes;
using SkiaSharp;

namespace Reproduce.Tests.Results.Changes;

[TestFixture]
public sealed class PictureComparisonTest
{
    [Test]
    public void Pictures_that_differ_less_than_an_eye_sees_are_alike()
    {
        PictureComparison.Describe(Png(new SKColor(100, 100, 100)), Png(new SKColor(101, 100, 99))).Should().BeNull();
        PictureComparison.Describe(Png(SKColors.White, side: 4), Png(SKColors.White, side: 5)).Should().Be("4 x 4 pixels -> 5 x 5");
        PictureComparison.Describe([1, 2], Png(SKColors.White)).Should().Be("one of the files is no picture");
    }

    [Test]
    public void The_difference_is_the_later_picture_faded_with_the_pixels_that_differ_in_red()
    {
        var png = PictureComparison.Draw(Png(SKColors.Black), Png(SKColors.Black, dot: SKColors.White))!;

        using var bitmap = SKBitmap.Decode(png);
        bitmap.GetPixel(0, 0).Should().Be(new SKColor(214, 0, 28));
        bitmap.GetPixel(1, 1).Should().Be(new SKColor(191, 191, 191));
    }

    [Test]
    public void Pictures_of_two_sizes_have_no_difference_to_draw()
    {
        PictureComparison.Draw(Png(SKColors.White, side: 4), Png(SKColors.White, side: 5)).Should().BeNull();
        PictureComparison.Draw([1, 2], Png(SKColors.White)).Should().BeNull();
    }

    /// <summary>A square of one colour with a pixel of another in its corner.</summary>
    private static byte[] Png(SKColor color, int side = 4, SKColor? dot = null)
    {
        using var bitmap = new SKBitmap(side, side);
        bitmap.Erase(color);
        bitmap.SetPixel(0, 0, dot ?? color);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
