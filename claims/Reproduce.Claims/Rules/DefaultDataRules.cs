using FluentAssertions;
using Reproduce.Claims.Images;
using Reproduce.Testing;

namespace Reproduce.Claims.Rules;

/// <summary>paper.json names the claims that no further data can be brought for: those whose fixtures take no data set of images.</summary>
[TestFixture]
public sealed class DefaultDataRules
{
    [Test]
    public void Claims_of_the_default_data_alone_are_those_that_take_no_data_set()
    {
        var claims =
            from fixture in ClaimsOfAssembly.Fixtures
            where fixture.Fixture.GetConstructor([typeof(ImageStudy)]) is null
            select fixture.Claim;

        PaperAttribute.Of(typeof(Robustness)).ClaimsOfDefaultData.Should().NotBeEmpty().And.BeEquivalentTo(claims.Distinct());
    }
}
