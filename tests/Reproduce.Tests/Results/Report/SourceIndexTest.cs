using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class SourceIndexTest
{
    [Test]
    public void Seeds_that_different_results_used_are_one_entry()
    {
        var first = SampleReport.SourceOf("model", "FT", [43, 42]);
        var second = SampleReport.SourceOf("model", "FT", [44, 43]) with { Created = Sample.Noon.AddDays(1) };

        var source = SourceIndex.Of(SetOf(first, second)).Should().ContainSingle().Subject;

        source.Seeds.Should().Equal(42, 43, 44);
        source.Keys.Select(key => key.TrimEnd('0')).Should().Equal("FT42", "FT43", "FT44");
        source.Seconds.Sum().Should().Be(3 * 12.5, "each of the three was made once");
        source.Created.Should().Be(Sample.Noon.AddDays(1), "that is when the last was made");
    }

    [Test]
    public void Sources_are_by_kind_and_name() =>
        SourceIndex.Of(SetOf(
                SampleReport.SourceOf("robustness", "A", [1]),
                SampleReport.SourceOf("model", "B", [1]),
                SampleReport.SourceOf("model", "A", [1])))
            .Select(source => $"{source.Kind} {source.Model}").Should().Equal("model A", "model B", "robustness A");

    [Test]
    public void Recipes_of_one_model_are_in_the_order_of_their_numbers() =>
        SourceIndex.Of(SetOf(
                SampleReport.SourceOf("model", "A", [1], """{"T":100}"""), SampleReport.SourceOf("model", "A", [1], """{"T":40}""")))
            .Select(source => source.Recipe).Should().Equal("""{"T":40}""", """{"T":100}""");

    [Test]
    public void A_recipe_is_flattened_to_names_and_values() => SourceIndex.Settings(SampleReport.Recipe).Should().Equal(
        ("Model", "FT"), ("DistillationTemperature", "20"), ("Network.Kind", "toy"), ("Network.Hidden", "[8,8]"), ("Schedule", ""));

    [TestCase("not JSON")]
    [TestCase("")]
    public void What_is_no_JSON_is_shown_as_it_is(string recipe) => SourceIndex.Settings(recipe).Should().Equal(("recipe", recipe));

    [Test]
    public void What_sources_share_is_told_apart_from_what_they_do_not()
    {
        var sources = new[] { """{"Model":"A","Epochs":3}""", """{"Model":"B","Epochs":3}""" }
            .Select(recipe => SampleReport.SourceOf("model", "A", [1], recipe)).ToList();

        SourceIndex.Shared(sources)
            .Should().Equal(("Epochs", "3"), ("Device", "cpu, Some CPU"), ("libtorch", "none"), ("Commit", "0123456"));
        SourceIndex.Details(sources[1]).Except(SourceIndex.Shared(sources)).Should().Equal(("Model", "B"));
        SourceIndex.Shared(sources[..1]).Should().BeEmpty("a single source is not taken apart");
    }

    private static ResultSet SetOf(params Source[] sources) =>
        Sample.Set([.. sources.Select((source, number) => Sample.Item($"Item_{number}") with { Sources = [source] })]);
}
