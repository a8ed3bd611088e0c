using Reproduce.Results.Report.Pictures;
using SkiaSharp;

namespace Reproduce.Tests.Results.Report.Pictures;

[TestFixture]
public sealed class ReportPictureTest
{
    [Test]
    public void A_drawing_of_few_colours_keeps_every_pixel_and_gets_smaller()
    {
        using var drawing = Bitmap((x, y) => (x / 40) % 2 == 0 ? new SKColor(0, 114, 178) : new SKColor((byte)(y / 16 * 8), 94, 0));
        var png = Png(drawing);

        var picture = ReportPicture.Of(png)!;

        using var shown = Shown(picture);
        shown.Pixels.Should().Equal(drawing.Pixels);
        Bytes(picture).Length.Should().BeLessThan(png.Length);
        (picture.Width, picture.Height).Should().Be((drawing.Width, drawing.Height));
    }

    [Test]
    public void A_gradient_looks_the_same()
    {
        using var drawing = Bitmap((x, y) => new SKColor((byte)(x / 2), (byte)(y / 2), 128));

        using var shown = Shown(ReportPicture.Of(Png(drawing))!);

        shown.Pixels.Zip(drawing.Pixels, (one, other) => Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green))
            .Average().Should().BeLessThan(12);
    }

    [Test]
    public void A_picture_that_one_can_see_through_stays_as_it_is()
    {
        using var drawing = Bitmap((x, _) => new SKColor(200, 0, 0, (byte)(x / 2)));
        var png = Png(drawing);

        Bytes(ReportPicture.Of(png)!).Should().Equal(png);
    }

    [TestCase(new byte[] { })]
    [TestCase(new byte[] { 1, 2, 3 })]
    public void What_is_no_picture_is_none(byte[] bytes) => ReportPicture.Of(bytes).Should().BeNull();

    [Test]
    public void Equal_pictures_have_equal_addresses()
    {
        using var drawing = Bitmap((x, y) => new SKColor((byte)(x * y), (byte)x, (byte)y));
        var png = Png(drawing);

        ReportPicture.Of(png).Should().Be(ReportPicture.Of(png));
    }

    private static SKBitmap Bitmap(Func<int, int, SKColor> colorAt)
    {
        var bitmap = new SKBitmap(new SKImageInfo(400, 300, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Pixels = [.. from y in Enumerable.Range(0, 300) from x in Enumerable.Range(0, 400) select colorAt(x, y)];
        return bitmap;
    }

    private static byte[] Png(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    private static byte[] Bytes(ReportPicture picture) => Convert.FromBase64String(picture.Address.Split("base64,")[1]);

    private static SKBitmap Shown(ReportPicture picture) => SKBitmap.Decode(
        Bytes(picture), new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
}
