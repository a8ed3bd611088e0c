using System.Security.Cryptography;
using CsCheck;
using Reproduce.Core.Store;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class ArtifactKeyTest
{
    private static readonly Gen<KeyValuePair<string, string>[]> AnyParts =
        Gen.Select(Gen.String[Gen.Char["ab:,1"], 1, 3], Gen.String[Gen.Char["ab:,1"], 0, 3], KeyValuePair.Create)
            .Array[1, 4]
            .Where(parts => parts.DistinctBy(part => part.Key).Count() == parts.Length);

    [Test]
    public void The_hash_is_that_of_the_netstrings_in_order_of_the_names()
    {
        var key = ArtifactKey.FromParts([new("seed", "42"), new("data", "Zürich")]);

        key.Hash.Should().Be(Convert.ToHexStringLower(SHA256.HashData("4:data,7:Zürich,4:seed,2:42,"u8)));
        key.Parts.Keys.Should().Equal("data", "seed");
        ArtifactKey.IsHash(key.Hash).Should().BeTrue();
    }

    [Test]
    public void The_order_of_the_parts_does_not_matter()
    {
        AnyParts.Sample(parts => ArtifactKey.FromParts(parts).Equals(ArtifactKey.FromParts(parts.Reverse())));
    }

    [Test]
    public void Different_parts_have_different_hashes()
    {
        Gen.Select(AnyParts, AnyParts).Sample((first, second) =>
            (ArtifactKey.FromParts(first).Hash == ArtifactKey.FromParts(second).Hash) == first.ToHashSet().SetEquals(second));
    }

    [Test]
    public void Equal_keys_are_one_in_a_set()
    {
        var keys = new HashSet<ArtifactKey> { ArtifactKey.FromParts([new("a", "1")]), ArtifactKey.FromParts([new("a", "1")]) };

        keys.Should().ContainSingle().Which.Equals(null).Should().BeFalse();
    }

    [TestCase("")]
    [TestCase("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde")]
    [TestCase("../3456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Other_texts_are_no_hashes(string text)
    {
        ArtifactKey.IsHash(text).Should().BeFalse();
    }

    [Test]
    public void Parts_without_meaning_are_refused()
    {
        var none = () => ArtifactKey.FromParts([]);
        var nameless = () => ArtifactKey.FromParts([new("", "1")]);
        var twice = () => ArtifactKey.FromParts([new("a", "1"), new("a", "1")]);
        var valueless = () => ArtifactKey.FromParts([new("a", null!)]);
        var halfSurrogate = () => ArtifactKey.FromParts([new("a", "\ud800")]);

        none.Should().Throw<ArgumentException>().WithMessage("A key needs at least one part.*");
        nameless.Should().Throw<ArgumentException>().WithMessage("*a name of its own*");
        twice.Should().Throw<ArgumentException>().WithMessage("*'a' is empty, occurs twice*");
        valueless.Should().Throw<ArgumentException>();
        halfSurrogate.Should().Throw<ArgumentException>();
    }
}
