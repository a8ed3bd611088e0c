using Reproduce.Core.Experiments;

namespace Reproduce.Tests.Core.Experiments;

[TestFixture]
public sealed class ProfileTest
{
    [TestCase(null, "Quick")]
    [TestCase("", "Quick")]
    [TestCase("Quick", "Quick")]
    [TestCase("paper", "Paper")]
    public void The_environment_chooses_the_profile_and_Quick_is_the_default(string? value, string expected) =>
        Profile.Choose(_ => value).Name.Should().Be(expected);

    [Test]
    public void An_unknown_profile_is_refused() =>
        FluentActions.Invoking(() => Profile.Choose(_ => "Fast"))
            .Should().Throw<ArgumentException>().WithMessage("REPRODUCE_PROFILE is 'Fast'; expected Quick or Paper.");
}
