using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Data;

[TestFixture]
public sealed class ToyRingTest
{
    [Test]
    public void The_generated_file_is_the_published_one_in_every_digit()
    {
        var toy = ToyRing.Generate();

        toy.Fingerprint.Should().Be("ea5d092859310d1ebacf46270ad7b0a1e903e195676ed22a12d7d97ce5a8495f");
    }
}
