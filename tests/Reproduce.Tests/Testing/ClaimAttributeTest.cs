using Reproduce.Testing;

namespace Reproduce.Tests.Testing;

[TestFixture]
public sealed class ClaimAttributeTest
{
    [TestCase("")]
    [TestCase("..")]
    [TestCase("a/b")]
    public void A_name_that_cannot_name_a_folder_is_refused(string name)
    {
        var create = () => new ClaimAttribute(name, "It grows.", "section 1");

        create.Should().Throw<ArgumentException>().WithMessage($"A claim's name is '{name}'; expected a letter or digit, then *")
            .WithParameterName(nameof(name));
    }
}
