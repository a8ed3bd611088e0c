using CsCheck;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class AnchorTest
{
    [Test]
    public void An_anchor_is_lower_case_letters_digits_and_dashes_whatever_the_title() =>
        Gen.String.Sample(title => Anchor.Of(Sample.Item("a") with { Title = title }).Should().MatchRegex("^result-[a-z0-9-]+$"));

    [Test]
    public void Different_results_have_different_anchors_even_of_one_title() =>
        Gen.Select(Gen.String, Gen.String).Where(ids => ids.Item1 != ids.Item2).Sample((first, second) =>
            Anchor.Of(Sample.Item("a") with { Id = first }).Should().NotBe(Anchor.Of(Sample.Item("a") with { Id = second })));

    [Test]
    public void Equal_results_have_equal_anchors() => Anchor.Of(Sample.Item("It_grows")).Should().Be(Anchor.Of(Sample.Item("It_grows")));

    [Test]
    public void An_anchor_is_read_as_what_it_leads_to()
    {
        Anchor.Of(Sample.Item("It_grows,_T_=_10")).Should().StartWith("result-it-grows-t-10-");
        Anchor.Of(Sample.Run()).Should().StartWith("claim-growth-toy-");
    }

    [Test]
    public void A_long_title_is_cut() => Anchor.Of(Sample.Item(new string('m', 500))).Length.Should().BeLessThan(80);

    [Test]
    public void The_same_claim_on_other_data_is_another_place() =>
        Anchor.Of(Sample.Run(data: "toy")).Should().NotBe(Anchor.Of(Sample.Run(data: "Signs")));

    [Test]
    public void A_source_has_one_place_whatever_seeds_of_it_were_used() =>
        Anchor.Of(SampleReport.SourceOf("model", "FT", [1, 2])).Should().Be(Anchor.Of(SampleReport.SourceOf("model", "FT", [3])));

    [Test]
    public void A_source_of_another_machine_or_recipe_has_another_place()
    {
        var source = SampleReport.SourceOf("model", "FT", [1]);

        new[] { source, source with { Recipe = "{}" }, source with { Processor = "another" }, source with { Kind = "robustness" } }
            .Select(Anchor.Of).Should().OnlyHaveUniqueItems();
    }
}
