using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Claims.Toy;
using Reproduce.Core.Experiments;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;

namespace Reproduce.Claims;

/// <summary>The generalization gap: accuracy on the training points less that on new points of the same generator.</summary>
public sealed partial class DoubleRegularization
{
    [Test]
    public Task Control_the_generalization_gap_falls_with_the_temperature() => SubClaimSnapshot.Verify(GapFallsWithTheTemperature());

    [Test]
    public Task Control_the_generalization_gap_falls_with_distillation() => SubClaimSnapshot.Verify(GapFallsWithDistillation());

    [Test]
    public Task Accuracy_on_new_points() => TableSnapshot.Verify(ToyTables.NewPoints(_study, RegularizedRecipes));

    private SubClaim GapFallsWithTheTemperature() => GapFalls(
        "A high temperature narrows the generalization gap of teachers on the toy set.",
        "FT_temp1",
        Teacher,
        new Conclusion(
            Verdict.Undecided,
            "Even the temperature-1 teacher has next to no gap, so that there is nothing to narrow; what falls is the accuracy on both."));

    private SubClaim GapFallsWithDistillation() => GapFalls(
        "Distillation narrows the generalization gap on the toy set: that of the student is narrower than that of its teacher, both "
            + "trained at T.",
        Teacher,
        Student,
        new Conclusion(Verdict.Undecided, "The gaps are too small to differ by much; what falls is the accuracy on both."));

    private SubClaim GapFalls(string statement, string wide, string narrow, Conclusion conclusion) => SubClaim.Decide(
        statement,
        "abstract: 'regularizing effect'; control of ours, on new points of the toy set's generator",
        $"accuracy on the training points minus accuracy on as many new ones: that of {wide} minus that of {narrow}, in points (narrower: "
            + "above 0)",
        DifferenceRule.IsPositive,
        from temperature in ToyExperiment.Temperatures
        select new MeasuredCase(
            $"T = {temperature}",
            Sample.OfImages(Gap(wide, temperature).Minus(Gap(narrow, temperature)), ValueRange.Unlimited)),
        conclusion);

    /// <summary>
    /// Recognized in training less recognized among the new points, by index. Points of one index have the same label and nothing else in
    /// common: the variances of both sets add up all the same.
    /// </summary>
    private ImmutableArray<double[]> Gap(string model, int temperature)
    {
        var group = _study.Of(model, temperature);
        return group.Recognized(_study.Data).Minus(group.Recognized(_study.NewPoints));
    }
}
