using Reproduce.Core.Attributions;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results.Report;
using Reproduce.Results.Tables;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>Tables of adherence; numbers are means over the seeds.</summary>
internal static class AdherenceTables
{
    private static readonly IEnumerable<ModelName> Students = Flavours.All.Where(model => model.IsStudent);

    private static readonly (Protocol Protocol, string Name)[] Readings =
        [(Protocol.AsReleased, "as released"), (Protocol.AsDescribed, "as described")];

    /// <summary>Figures 8 and 15: every student with its teacher, in both readings of adherence.</summary>
    public static Table OfStudents(ImageStudy study) => TableOf(
        study,
        "adherence of each student to its teacher",
        Students.Select(student => (student.ToString(), Comparison.OfStudent(student))));

    /// <summary>What to compare adherence with: two trainings of one recipe, of two sizes, and no training at all.</summary>
    public static Table OfReferences(ImageStudy study) => TableOf(
        study,
        "what adherence is without distillation. 'Another seed': a teacher of the same recipe; 'the other size': the teacher of the other "
            + "size, same temperature and seed; 'untrained': first weights of another seed.",
        from teacher in Flavours.Teachers
        from row in new[]
        {
            ($"{teacher}: another seed", Comparison.OfOtherSeed(teacher)),
            ($"{teacher}: the other size", Comparison.OfOtherSize(teacher)),
            ($"{teacher}: untrained, same size", Comparison.OfUntrained(teacher.Architecture, teacher)),
            ($"{teacher}: untrained, other size", Comparison.OfUntrained(Comparison.Other(teacher.Architecture), teacher)),
        }
        select row);

    /// <summary>The paper's extra pair on the first 300 images, between what it may be compared with.</summary>
    public static Table ExtraPair(ImageStudy study)
    {
        const int images = 300;
        var pair = FaithfulnessStudy.ExtraPair;
        var published = PublishedTables.ExtraPair(study.Experiment.DataSet);
        return Table
            .WithColumns(
                Column.Text("method"),
                Column.Number("paper", Tolerance.Exact, decimals: 3).OfPaper(),
                Column.Number("ours", ClaimTolerance.Numbers, decimals: 3).OfOurs(),
                Column.Number("difference", ClaimTolerance.Numbers, decimals: 3).OfDifference(DifferenceRule.Adherences.Margin),
                Column.Number("its own teacher", ClaimTolerance.Numbers, decimals: 3),
                Column.Number("the teacher's own student", ClaimTolerance.Numbers, decimals: 3),
                Column.Number("the teacher, another seed", ClaimTolerance.Numbers, decimals: 3))
            .WithHeading(
                $"{study}: adherence of {pair.Model} to {pair.Reference}, which is not its teacher, on the first "
                    + $"{Math.Min(images, study.AttributedSample.Count)} test images, as released.",
                $"Beside it: {pair.Model} to its own teacher; {Own(pair)} to {pair.Reference}; {pair.Reference} to one of another seed.")
            .AddRows(AttributionSuite.Paper, method =>
            {
                var (ours, paper) = (Of(pair), published?.Of(pair.Model, method));
                return (Cell[])
                [
                    method.Name,
                    paper,
                    ours,
                    ours - paper,
                    Of(Comparison.OfStudent(pair.Model)),
                    Of(Comparison.OfStudent(Own(pair))),
                    Of(Comparison.OfOtherSeed(pair.Reference)),
                ];

                double Of(Comparison comparison) => study.Faithfulness.Of(comparison).Adherence(method, Protocol.AsReleased, images);
            });

        static ModelName Own(Comparison pair) => pair.Reference.Student(pair.Model.Architecture, pair.Model.Temperature);
    }

    /// <summary>How many images a model has nothing to say about.</summary>
    public static Table WithoutAttribution(ImageStudy study) => Table
        .WithColumns(
        [
            Column.Text("model"),
            .. AttributionSuite.Paper.Select(
                method => Column.Number($"{method} %", ClaimTolerance.Share(study.AttributedSample.Count), decimals: 1)),
        ])
        .WithHeading(
            $"{study}: images, in percent, whose attribution is zero in every number: no ReLU is open on the way, all of Grad-CAM's",
            "map speaks against the class, or it and the guided gradient don't overlap. Their cosine counts as 0.")
        .AddRows(Flavours.All, model =>
        [
            model.ToString(),
            .. AttributionSuite.Paper.Select(method => (Cell)(model.IsStudent
                ? study.Faithfulness.Of(Comparison.OfStudent(model)).ShareWithoutAttribution(method)
                : study.Faithfulness.Of(Comparison.OfOtherSeed(model)).ReferencesWithoutAttribution(method))),
        ]);

    private static Table TableOf(ImageStudy study, string what, IEnumerable<(string Label, Comparison Comparison)> rows) =>
        Table
        .WithColumns(
        [
            Column.Text("model"),
            .. from reading in Readings
               from method in AttributionSuite.Paper
               select Column.Number($"{method}, {reading.Name}", ClaimTolerance.Numbers, decimals: 3),
        ])
        .WithHeading(
            $"{study}: {what}",
            $"Cosines of attributions of the true class's logit on {study.AttributedSample.Count} test images, means over "
                + $"{ReportWords.Count(study.Faithfulness.Seeds.Length, "seed")}.",
            "As released: one cosine for each 100 images, laid end to end; as described: one an image.")
        .AddRows(rows, row =>
        [
            row.Label,
            .. from reading in Readings
               from method in AttributionSuite.Paper
               select (Cell)study.Faithfulness.Of(row.Comparison).Adherence(method, reading.Protocol),
        ]);
}
