using FluentAssertions;
using Reproduce.Claims.Images;
using Reproduce.Core.Statistics;
using Reproduce.Results;

namespace Reproduce.Claims.Rules;

/// <summary>A conclusion that no data set would ever show is an error.</summary>
[TestFixture]
public sealed class ConclusionRules
{
    [Test]
    public void A_conclusion_on_a_mistyped_data_set_is_named()
    {
        var decide = () => ImageSubClaims.Of(
            ImageStudy.All[0],
            "It grows.",
            "section 1",
            "growth",
            DifferenceRule.IsPositive,
            [new MeasuredCase("one", Sample.OfSeeds([1, 2, 3], ValueRange.Unlimited))],
            ("Sings", Verdict.Supported, "It does."));

        decide.Should().Throw<ArgumentException>().WithMessage("A conclusion is on 'Sings'; expected one of Signs, CIFAR-10, TSRD, *");
    }
}
