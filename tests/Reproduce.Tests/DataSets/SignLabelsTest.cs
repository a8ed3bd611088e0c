using Reproduce.DataSets.SignDrawing;

namespace Reproduce.Tests.DataSets;

[TestFixture]
public sealed class SignLabelsTest
{
    [Test]
    public void Balanced_classes_differ_by_one_image_at_most()
    {
        var labels = SignLabels.Balanced("key/train", 7, 100);

        labels.Should().HaveCount(100);
        Sizes(labels).Should().OnlyContain(size => size == 14 || size == 15).And.HaveCount(7);
    }

    [Test]
    public void Every_round_has_an_order_of_its_own()
    {
        var labels = SignLabels.Balanced("key/train", 10, 20);

        labels.Take(10).Should().BeEquivalentTo(Enumerable.Range(0, 10));
        labels.Take(10).Should().NotEqual(labels.Skip(10));
    }

    [Test]
    public void Long_tailed_classes_are_as_unequal_as_those_of_TSRD()
    {
        var sizes = Sizes(SignLabels.LongTailed("key/train", 58, 6164));

        sizes.Should().HaveCount(58);
        sizes[0].Should().Be(2);
        sizes[^1].Should().BeInRange(460, 560, "TSRD's largest class has 514 of 6,164 images");
        sizes[29].Should().BeInRange(55, 75, "its middle classes have 64");
    }

    [Test]
    public void Even_the_smallest_class_of_a_small_set_has_two_images()
    {
        Sizes(SignLabels.LongTailed("key/test", 58, 116)).Should().OnlyContain(size => size == 2).And.HaveCount(58);
    }

    [Test]
    public void Both_splits_have_the_same_large_classes()
    {
        var train = SignLabels.LongTailed("key/train", 16, 2000).CountBy(label => label).MaxBy(pair => pair.Value).Key;
        var test = SignLabels.LongTailed("key/test", 16, 500).CountBy(label => label).MaxBy(pair => pair.Value).Key;

        test.Should().Be(train);
    }

    private static List<int> Sizes(IEnumerable<int> labels) => [.. labels.CountBy(label => label).Select(pair => pair.Value).Order()];
}
