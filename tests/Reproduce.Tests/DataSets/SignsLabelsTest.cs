using Reproduce.DataSets;

namespace Reproduce.Tests.DataSets;

[TestFixture]
public sealed class SignsLabelsTest
{
    [Test]
    public void Balanced_classes_differ_by_one_image_at_most()
    {
        var labels = Signs.Labels("key/train", 7, 100);

        labels.Should().HaveCount(100);
        Sizes(labels).Should().OnlyContain(size => size == 14 || size == 15).And.HaveCount(7);
    }

    [Test]
    public void Every_round_has_an_order_of_its_own()
    {
        var labels = Signs.Labels("key/train", 10, 20);

        labels.Take(10).Should().BeEquivalentTo(Enumerable.Range(0, 10));
        labels.Take(10).Should().NotEqual(labels.Skip(10));
    }

    private static List<int> Sizes(IEnumerable<int> labels) => [.. labels.CountBy(label => label).Select(pair => pair.Value).Order()];
}
