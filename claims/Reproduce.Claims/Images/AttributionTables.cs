using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.Core.Training;
using Reproduce.Results.Tables;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>Tables of whether attributions can be trusted; of the models of the first seed.</summary>
internal static class AttributionTables
{
    // The deeper of the two sizes.
    private static readonly IEnumerable<ModelName> Randomizable =
        Flavours.Teachers.Where(teacher => teacher.Architecture == Architecture.Full);

    /// <summary>How noisy attributions are, and whether those of Integrated Gradients add up.</summary>
    public static Table Quality(ImageStudy study, AttributionMaps maps) => Table
        .WithColumns(
        [
            Column.Text("model"),
            .. AttributionSuite.Paper.Select(
                method => Column.Number($"total variation, {method}", ClaimTolerance.Numbers, decimals: 3)),
            Column.Number("IG completeness gap %", ClaimTolerance.Numbers, decimals: 2),
        ])
        .WithHeading(
            $"{study}: attributions of the true class's logit on {study.AttributedSample.Count} test images, models of the first seed. "
                + "Total variation: differences",
            "of neighbours over the numbers themselves, in absolute values; 0 is smooth, 2.8 white noise. Completeness gap: by how much "
                + "Integrated Gradients",
            "miss the logit's difference from the grey image that they add up to, in percent of it.")
        .AddRows(Flavours.All, model =>
        {
            // First what computes both.
            var explained = maps.OfFirstSeed(model);
            var network = study.Faithfulness.OfFirstSeed(model).Network;
            return (Cell[])
            [
                model.ToString(),
                .. AttributionSuite.Paper.Select(method => (Cell)maps.TotalVariations(method, network).Average()),
                explained.CompletenessGap,
            ];
        });

    /// <summary>Students and teachers in other measures than the cosine.</summary>
    public static Table OtherMeasures(ImageStudy study, AttributionMaps maps) => Table
        .WithColumns(
        [
            Column.Text("student"),
            Column.Number("same prediction %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1),
            .. from measure in new[] { "cosine", "rank correlation" }
               from method in AttributionSuite.Paper
               select Column.Number($"{method}, {measure}", ClaimTolerance.Numbers, decimals: 3),
        ])
        .WithHeading(
            $"{study}: each student and its teacher, of the first seed. Same prediction: share of {study.TestSample.Count} test images; "
                + "attributions: means over",
            $"{study.AttributedSample.Count} of them of the cosine ('as described') and of Spearman's rank correlation.")
        .AddRows(Flavours.All.Where(model => model.IsStudent), student =>
        {
            var explained = maps.OfFirstSeed(student);
            return (Cell[])
            [
                student.ToString(),
                Agreement(study, student, student.Teacher!),
                .. explained.Cosines.Select(cosine => (Cell)cosine),
                .. explained.RankCorrelations.Select(correlation => (Cell)correlation),
            ];
        });

    /// <summary>Teachers whose last layers are untrained, compared with themselves.</summary>
    public static Table Randomized(ImageStudy study, AttributionMaps maps) => Table
        .WithColumns(
        [
            Column.Text("teacher"),
            Column.Number("layers", Tolerance.Exact),
            Column.Text("down to"),
            .. AttributionSuite.Paper.Select(method => Column.Number(method.Name, ClaimTolerance.Numbers, decimals: 3)),
        ])
        .WithHeading(
            $"{study}: what adherence is where little or nothing of a teacher is left. Full teachers of the first seed with their last "
                + "layers replaced by untrained",
            "ones, one more at a time, compared with themselves: mean cosine of the attributions (as described) on "
                + $"{study.AttributedSample.Count} test images.")
        .AddRows(
            from teacher in Randomizable
            let trained = study.Faithfulness.OfFirstSeed(teacher)
            let untrained = new TrainingStreams(trained.Id.Recipe, trained.Id.Seed + 1).InitialImageNetwork()
            let reference = maps.Of(trained.Network)
            let layers = CascadingRandomization.LayersOf(trained.Network)
            from count in Enumerable.Range(1, layers.Length)
            let randomized = CascadingRandomization.Of(trained.Network, untrained, count)
            select (Cell[])
            [
                teacher.ToString(),
                count,
                layers[^count].Name,
                .. maps.Cosines(maps.Of(randomized), reference).Select(cosine => (Cell)cosine),
            ],
            row => row);

    private static double Agreement(ImageStudy study, ModelName model, ModelName other) =>
        100 * ClassesOf(study, model).Zip(ClassesOf(study, other), (one, another) => one == another ? 1.0 : 0).Average();

    private static int[] ClassesOf(ImageStudy study, ModelName model) =>
        Predictions.Classes(study.LogitsOf(study.Faithfulness.OfFirstSeed(model).Network), study.Experiment.Classes);
}
