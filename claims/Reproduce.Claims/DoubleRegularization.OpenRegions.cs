using Reproduce.Claims.Toy;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;

namespace Reproduce.Claims;

/// <summary>What becomes of the regions at a high temperature: they are not even closed.</summary>
public sealed partial class DoubleRegularization
{
    // The temperatures whose students the paper's sentence is about, and the one whose regions its figure 3 shows closed.
    private static readonly int[] HighTemperatures = [70, 100];
    private static readonly int LowTemperature = ToyExperiment.Temperatures[0];

    [Test]
    public Task The_regions_of_hot_students_are_not_closed() => SubClaimSnapshot.Verify(RegionsAreOpen());

    [Test]
    public Task Open_regions() => TableSnapshot.Verify(ToyTables.OpenRegions(_study, RegularizedRecipes));

    private static IEnumerable<Recipe> RegularizedRecipes =>
        from temperature in ToyExperiment.Temperatures
        from model in new[] { "FT_temp1", Teacher, Student }
        select ToyExperiment.Recipe(ModelName.Parse(model), temperature);

    private SubClaim RegionsAreOpen() => SubClaim.Decide(
        $"At T = 70 and 100 the student has regions that are not closed: its boundary runs out of the data's box more often than at T = "
            + $"{LowTemperature}.",
        "section 5.1.2: 'when temperatures get high, the distilled student model has decision regions that aren't even closed'",
        $"how often the decision boundary crosses the border of the data's bounding box, minus how often it does at T = {LowTemperature} "
            + "(more often: above 0); in brackets 'wide', a box four times as wide and high, other temperatures, and the teacher",
        DifferenceRule.IsPositive,
        from model in new[] { Student, Teacher }
        from temperature in ToyExperiment.Temperatures
        where temperature != LowTemperature
        from isWide in new[] { false, true }
        select new MeasuredCase(
            $"{model}, T = {temperature}{(isWide ? ", wide" : "")}",
            Difference(model, temperature, measures => isWide ? measures.WideBorderCrossings : measures.BorderCrossings))
        {
            Decides = model == Student && HighTemperatures.Contains(temperature) && !isWide,
        });

    private Sample Difference(string model, int temperature, Func<BoundaryMeasures, double> measure) => Sample.OfSeeds(
        [
            .. _study.Of(model, temperature).Values(measure)
                .Zip(_study.Of(model, LowTemperature).Values(measure), (high, low) => high - low),
        ],
        ValueRange.Unlimited);
}
