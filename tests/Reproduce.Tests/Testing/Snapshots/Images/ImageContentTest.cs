using Reproduce.Testing.Snapshots;
using Reproduce.Testing.Snapshots.Images;
using SkiaSharp;

namespace Reproduce.Tests.Testing.Snapshots.Images;

[TestFixture]
public sealed class ImageContentTest
{
    private static readonly Drawing Original = new();

    [Test]
    public void The_same_drawing_agrees() => Compare(Original, new Drawing()).Should().BeNull();

    [TestCase(0.1f)]
    [TestCase(0.25f)]
    public void A_line_that_moves_by_a_fraction_of_a_pixel_agrees(float shift) =>
        Compare(Original, Original with { LineShift = shift }).Should().BeNull();

    [TestCase(1f)]
    [TestCase(-2f)]
    public void A_line_that_moves_by_a_pixel_differs(float shift) =>
        Compare(Original, Original with { LineShift = shift }).Should().NotBeNull();

    [Test]
    public void A_label_that_moves_by_a_few_pixels_differs_there()
    {
        var difference = Compare(Original, Original with { LabelX = 24 });

        difference!.Message.Should().MatchRegex(
            """
            ^The image differs: 0\.\d+ % of its pixels visibly \(ΔE above 6\), at most 0\.02 % may; largest ΔE \d+\.\d\.
            Where, in pixels \(width x height at left, top\):
              \d\d x 1\d at \(1[678], (19|20|21)\)$
            """);
    }

    [Test]
    public void A_patch_of_another_colour_differs_in_its_box()
    {
        var difference = Compare(Original, Original with { Patch = 0xFFB44646 });

        difference!.Message.Should().MatchRegex(@"\n  6\d x 4\d at \(29\d, 19\d\)$");
    }

    [Test]
    public void A_colour_that_changes_by_less_than_one_sees_agrees() =>
        Compare(Original, Original with { Patch = 0xFF4884B6 }).Should().BeNull();

    [Test]
    public void The_tolerance_decides_how_much_may_differ_and_how_many_pixels()
    {
        var moved = Original with { LabelX = 24 };

        Compare(Original, moved, new ImageTolerance(visibleDifference: 90)).Should().BeNull();
        Compare(Original, moved, new ImageTolerance(share: 0.05)).Should().BeNull();
        Compare(Original, Original with { Patch = 0xFF4884B6 }, new ImageTolerance(visibleDifference: 0.5)).Should().NotBeNull();
    }

    [Test]
    public void Another_size_is_named()
    {
        var difference = Compare(Original, Original with { Width = 401 });

        difference!.Message.Should().Be("The image's size differs: expected 400 x 300 pixels, actual 401 x 300.");
        difference.Picture.Should().BeNull();
    }

    [Test]
    public void A_mismatch_writes_both_images_and_their_difference_side_by_side()
    {
        using var sandbox = new Sandbox();
        sandbox.Write("Robustness/AttackTest.Fgsm.verified.png", Original.ToPng());
        var received = Original with { Patch = 0xFFB44646 };

        var verify = () => sandbox.Verify(new ImageContent(received.ToPng(), ImageTolerance.Default));

        verify.Should().Throw<SnapshotException>().WithMessage("*side by side: *AttackTest.Fgsm.difference.png*");
        using var picture = SKBitmap.Decode(sandbox.PathOf("Robustness/AttackTest.Fgsm.difference.png"));
        (picture.Width, picture.Height).Should().Be(((3 * 400) + (4 * 8), 300 + (2 * 8)));
        picture.GetPixel(8 + 330, 8 + 220).Should().Be(new SKColor(0xFF4682B4), "the first panel is the verified image");
        picture.GetPixel(8 + 408 + 330, 8 + 220).Should().Be(new SKColor(0xFFB44646), "the second is the received one");
        picture.GetPixel(8 + 816 + 330, 8 + 220).Should().Be(new SKColor(214, 0, 28), "the third has what differs in red");
        picture.GetPixel(8 + 816 + 200, 8 + 20).Should().Be(SKColors.White, "and what does not is faded");
    }

    [Test]
    public void Bytes_that_are_no_image_are_rejected()
    {
        var create = () => new ImageContent([1, 2, 3], ImageTolerance.Default);

        create.Should().Throw<ArgumentException>().WithMessage("*PNG file. Actual: 3 bytes*");
    }

    [Test]
    public void A_verified_file_that_is_no_image_says_so()
    {
        var difference = new ImageContent(Original.ToPng(), ImageTolerance.Default).CompareTo("version https://git-lfs"u8.ToArray());

        difference!.Message.Should().StartWith("The verified file is no PNG image (23 bytes).");
    }

    [Test]
    public void A_truncated_verified_file_says_so()
    {
        var difference = new ImageContent(Original.ToPng(), ImageTolerance.Default).CompareTo(Original.ToPng()[..200]);

        difference!.Message.Should().StartWith("The verified file is no PNG image (200 bytes).");
    }

    private static SnapshotDifference? Compare(Drawing verified, Drawing received, ImageTolerance? tolerance = null) =>
        new ImageContent(received.ToPng(), tolerance ?? ImageTolerance.Default).CompareTo(verified.ToPng());
}
