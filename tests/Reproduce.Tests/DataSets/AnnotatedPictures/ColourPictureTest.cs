using Reproduce.DataSets.AnnotatedPictures;

namespace Reproduce.Tests.DataSets.AnnotatedPictures;

[TestFixture]
public sealed class ColourPictureTest
{
    // Red levels; green is red + 1, blue is red + 2.
    private static readonly ColourPicture Picture = Make(3, 2, 0, 100, 200, 40, 60, 80);

    [Test]
    public void At_its_own_size_a_square_stays_as_it_is()
    {
        Resize(new PixelBox(1, 0, 3, 2), 2).Should().Equal(100, 200, 60, 80, 101, 201, 61, 81, 102, 202, 62, 82);
    }

    [Test]
    public void Twice_the_size_interpolates_between_pixel_middles_and_repeats_the_border()
    {
        // Rows 100 200 and 60 80; the samples lie at -0.25 (0), 0.25, 0.75, 1.25 (1).
        Resize(new PixelBox(1, 0, 3, 2), 4)[..16].Should().Equal(100, 125, 175, 200, 90, 110, 150, 170, 70, 80, 100, 110, 60, 65, 75, 80);
    }

    [Test]
    public void Shrinking_takes_samples_and_averages_nothing_beforehand()
    {
        // One sample, at column 1 and between the rows.
        Resize(new PixelBox(0, 0, 3, 2), 1).Should().Equal(80, 81, 82);
    }

    [Test]
    public void A_single_pixel_fills_everything()
    {
        Resize(new PixelBox(2, 1, 3, 2), 2).Should().Equal(80, 80, 80, 80, 81, 81, 81, 81, 82, 82, 82, 82);
    }

    private static byte[] Resize(PixelBox box, int side)
    {
        var resized = new byte[3 * side * side];
        Picture.Resize(box, side, resized);
        return resized;
    }

    private static ColourPicture Make(int width, int height, params byte[] red) =>
        new(width, height, [.. red.SelectMany(level => new[] { level, (byte)(level + 1), (byte)(level + 2), (byte)255 })]);
}
