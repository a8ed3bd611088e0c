using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Randomness;
using Reproduce.DataSets;
using Reproduce.DataSets.SignDrawing;

namespace Reproduce.Tests.DataSets;

[TestFixture]
public sealed class SignsTest
{
    private static readonly ImageExperiment Small = Signs.Definition.Quick with { Classes = 58, TrainImages = 64, TestImages = 32 };

    [Test]
    public void The_same_settings_give_the_same_bytes_on_every_machine()
    {
        Signs.Draw(Small).Fingerprint.Should().Be("06e4ca8576d80aec04096da3e24d6f93d8f6ed10839573b1f530e670ca5668bd");
    }

    [Test]
    public void Images_are_of_three_channels_and_the_side_asked_for()
    {
        var signs = Signs.Draw(Small with { ImageSide = 20, Classes = 3, TrainImages = 4, TestImages = 2 });

        signs.Name.Should().Be("Signs");
        signs.ClassNames.Should().Equal("circle, red rim, digit 3", "circle, red rim, digit 5", "circle, red rim, digit 8");
        signs.Train.Shape.Should().Be(new ImageShape(3, 20, 20));
        (signs.Train.Count, signs.Test.Count).Should().Be((4, 2));
    }

    [Test]
    public void A_smaller_set_is_the_beginning_of_a_larger_one()
    {
        var settings = Small with { Classes = 5, TrainImages = 60, TestImages = 12 };

        var larger = Signs.Draw(settings).Train;
        var smaller = Signs.Draw(settings with { TrainImages = 23 }).Train;

        smaller.Labels.Should().Equal(larger.Take(23).Labels);
        smaller.Fingerprint.Should().Be(larger.Take(23).Fingerprint);
    }

    [Test]
    public void Seed_and_split_decide_every_image()
    {
        var signs = Signs.Draw(Small);
        var reseeded = Signs.Draw(Small, seed: 43);

        signs.Train.Take(32).Fingerprint.Should().NotBe(signs.Test.Fingerprint);
        reseeded.Train.Fingerprint.Should().NotBe(signs.Train.Fingerprint);
        signs.Train.Image(0).ToArray().Should().NotEqual(reseeded.Train.Image(0).ToArray());
    }

    [Test]
    public void Without_noise_only_the_noise_is_gone()
    {
        var noisy = GreyWithNoise(4);
        var clean = GreyWithNoise(0);

        clean.Should().OnlyContain(level => level == 128);
        var differences = noisy.Zip(clean, (a, b) => Math.Abs(a - b)).ToList();
        // The bell of four bytes ends at 3.45 deviations.
        differences.Max().Should().BeInRange(8, 15);
        differences.Average().Should().BeInRange(1, 4);
    }

    [Test]
    public void Classes_are_all_different_and_some_differ_in_one_thing_alone()
    {
        var sixteen = SignClass.All.Take(16).ToList();
        int Pairs(Func<SignClass, object> one, Func<SignClass, object> other) =>
            sixteen.Sum(a => sixteen.Count(b => a != b && one(a) == one(b) && other(a) == other(b))) / 2;

        SignClass.All.Should().HaveCount(58).And.OnlyHaveUniqueItems(sign => sign.Name);
        Pairs(sign => sign.Outline, sign => sign.Colours).Should().Be(7, "so many differ by the glyph alone");
        Pairs(sign => sign.Outline, sign => sign.Glyph).Should().Be(3, "so many differ by colour alone");
        Pairs(sign => sign.Colours, sign => sign.Glyph).Should().Be(2, "so many differ by the outline alone");
    }

    [Test]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Refused(Small with { Classes = 1 }, "*Classes must lie between 2 and 58*");
        Refused(Small with { ImageSide = 8 }, "*ImageSide must lie between 16 and 256*");
        Refused(Small with { TestImages = 0 }, "*TestImages must lie between 1 and *");
        Refused(Small with { TrainImages = 0 }, "*TrainImages must lie between 1 and *");
    }

    private static byte[] GreyWithNoise(double noise)
    {
        var light = new SignLight(1, 1, 1, 1, 1, Shadow: 1, EdgeX: 0, EdgeY: 0, EdgeAt: 0, BlurPasses: 1, noise);
        var scene = new byte[4 * 32 * 32 * SignCamera.Fineness * SignCamera.Fineness];
        Array.Fill(scene, (byte)128);
        var pixels = new byte[SignCamera.Channels * 32 * 32];
        new SignCamera(32).Take(scene, light, MersenneTwister.FromKey("noise"), pixels);
        return pixels;
    }

    private static void Refused(ImageExperiment settings, string message) =>
        FluentActions.Invoking(() => Signs.Draw(settings)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
}
