using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Statistics;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Claims.Images;

/// <summary>Tables of the image models; numbers are means over the seeds.</summary>
internal static class ImageTables
{
    /// <summary>Figures 5 and 13: the 20 models under all attacks.</summary>
    public static SnapshotTable Accuracies(ImageStudy study)
    {
        string[] attacks = [AttackSuite.Clean, .. AttackSuite.Of(study.Experiment).Select(column => column.Name)];
        return SnapshotTable
            .WithColumns(
            [
                SnapshotColumn.Text("model"),
                SnapshotColumn.Number("seeds", Tolerance.Exact),
                .. attacks.Select(attack => SnapshotColumn.Number(attack, ClaimTolerance.Percent, decimals: 1)),
            ])
            .WithHeading(
                $"{study}: accuracy in percent (top {study.Experiment.TopK}) on {study.TestSample.Count} test images, means over the seeds.",
                "'-CW' is the attack on logits divided by the temperature that the model was trained at; APGD-DLR is a control of ours.")
            .AddRows(Flavours.All, model => (SnapshotCell[])
            [
                model.ToString(),
                study.Of(model).SeedCount,
                .. attacks.Select(attack => (SnapshotCell)study.Of(model).Accuracy(attack)),
            ]);
    }

    /// <summary>Figures 5 and 13 beside the published numbers.</summary>
    /// <param name="study">The study.</param>
    /// <param name="published">The paper's table.</param>
    /// <param name="flavours">Which models; all if left out.</param>
    public static SnapshotTable BesideThePaper(ImageStudy study, PublishedTable published, params ImmutableArray<ModelName> flavours)
    {
        var rows = from model in (flavours.IsEmpty ? Flavours.All : flavours).Select(model => model.ToString())
                   from attack in AttackSuite.Of(study.Experiment).Select(column => column.Name).Prepend(AttackSuite.Clean)
                   where attack != AttackSuite.Control
                   select (model, attack);
        return SnapshotTable
            .WithColumns(
                SnapshotColumn.Text("model"),
                SnapshotColumn.Text("attack"),
                SnapshotColumn.Number("paper", Tolerance.Exact, decimals: 2).OfPaper(),
                SnapshotColumn.Number("ours", ClaimTolerance.Percent, decimals: 1).OfOurs(),
                SnapshotColumn.Number("difference", ClaimTolerance.Percent, decimals: 1).OfDifference(DifferenceRule.Shares.Margin))
            .WithHeading($"{study}: accuracy in percent (top {study.Experiment.TopK}); the paper's is of {published.File}.")
            .AddRows(rows, row =>
            {
                var (paper, ours) = (published.Of(row.model, row.attack), study.Of(row.model).Accuracy(row.attack));
                return (SnapshotCell[])[row.model, row.attack, paper, ours, ours - paper];
            });
    }

    /// <summary>What the protocol is worth: each model under each attack as the released code ran it and as the text says.</summary>
    public static SnapshotTable Protocols(ImageStudy released, ImageStudy described)
    {
        var rows = from model in Flavours.All.Select(model => model.ToString())
                   from attack in AttackSuite.Of(released.Experiment).Select(column => column.Name).Prepend(AttackSuite.Clean)
                   select (model, attack);
        return SnapshotTable
            .WithColumns(
                SnapshotColumn.Text("model"),
                SnapshotColumn.Text("attack"),
                SnapshotColumn.Number("as released", ClaimTolerance.Percent, decimals: 1),
                SnapshotColumn.Number("as described", ClaimTolerance.Percent, decimals: 1),
                SnapshotColumn.Number("difference", ClaimTolerance.Percent, decimals: 1))
            .WithHeading(
                $"{released.Experiment.DataSet}: accuracy in percent.",
                $"As released: {Sizes(released)}, the first in file order; the sign's box transposed.",
                $"As described: {Sizes(described)}, at random; no picture twice or in both splits; the sign's box itself.")
            .AddRows(rows, row =>
            {
                var asReleased = released.Of(row.model).Accuracy(row.attack);
                var asDescribed = described.Of(row.model).Accuracy(row.attack);
                return (SnapshotCell[])[row.model, row.attack, asReleased, asDescribed, asDescribed - asReleased];
            });
    }

    /// <summary>How much of the loss's gradient is exactly zero.</summary>
    public static SnapshotTable Gradients(ImageStudy study) => SnapshotTable
        .WithColumns(
            SnapshotColumn.Text("model"),
            SnapshotColumn.Number("no gradient %", ClaimTolerance.Percent, decimals: 1),
            SnapshotColumn.Number("no gradient, logits / T %", ClaimTolerance.Percent, decimals: 1),
            SnapshotColumn.Number("sign-less values %", ClaimTolerance.Percent, decimals: 1))
        .WithHeading(
            $"{study}: the gradient of the cross-entropy by the test images. 'No gradient': images for which all of it is exactly zero in",
            "32-bit arithmetic; 'sign-less': share of its values that are exactly zero, over all images.")
        .AddRows(Flavours.All, model => (SnapshotCell[])
        [
            model.ToString(),
            study.Of(model).Vanishing().Average(row => row.Average()),
            study.Of(model).VanishingWhenStrong().Average(row => row.Average()),
            100 * study.Of(model).Outcomes.Average(outcome => outcome.ZeroShare.Average()),
        ]);

    /// <summary>Losses, labels and accuracies of the paper's seed: what can be learnt from soft labels, and what was.</summary>
    /// <param name="study">The study.</param>
    /// <param name="flavours">Which models; all if left out.</param>
    public static SnapshotTable Losses(ImageStudy study, params ImmutableArray<ModelName> flavours) => SnapshotTable
        .WithColumns(
            SnapshotColumn.Text("model"),
            SnapshotColumn.Number("first loss", ClaimTolerance.Numbers, decimals: 4),
            SnapshotColumn.Number("last loss", ClaimTolerance.Numbers, decimals: 4),
            SnapshotColumn.Number("soft labels' entropy", ClaimTolerance.Numbers, decimals: 4),
            SnapshotColumn.Number("training accuracy %", ClaimTolerance.Percent, decimals: 1),
            SnapshotColumn.Number("test accuracy %", ClaimTolerance.Percent, decimals: 1))
        .WithHeading(
            FormattableString.Invariant(
                $"{study}: mean training losses of the first and last epoch; ln(classes) is {Math.Log(study.Experiment.Classes):0.0000}."),
            "The soft labels are those that a teacher gives its students; a student's loss can't fall below their entropy.")
        .AddRows(flavours.IsEmpty ? Flavours.All : flavours, model =>
        {
            var group = study.Of(model);
            return (SnapshotCell[])
            [
                model.ToString(),
                group.OfPaperSeed.EpochLosses[0],
                group.OfPaperSeed.EpochLosses[^1],
                study.Of(model.Teacher ?? model).Outcomes[0].SoftLabelEntropies.Average(),
                group.RecognizedInTraining()[0].Average(),
                group.Recognized(AttackSuite.Clean)[0].Average(),
            ];
        });

    /// <summary>How models are trained: a changed setting is named here, where the other tables show but its consequences.</summary>
    public static SnapshotTable Recipes(ImageStudy study) => SnapshotTable
        .WithColumns(
            SnapshotColumn.Text("model"),
            SnapshotColumn.Number("parameters", Tolerance.Exact),
            SnapshotColumn.Number("train temperature", Tolerance.Exact),
            SnapshotColumn.Number("T", Tolerance.Exact),
            SnapshotColumn.Number("seeds", Tolerance.Exact),
            SnapshotColumn.Number("training images", Tolerance.Exact),
            SnapshotColumn.Number("test images", Tolerance.Exact),
            SnapshotColumn.Number("epochs", Tolerance.Exact),
            SnapshotColumn.Number("batch", Tolerance.Exact),
            SnapshotColumn.Text("optimizer"),
            SnapshotColumn.Number("learning rate", Tolerance.Exact),
            SnapshotColumn.Number("weight decay", Tolerance.Exact),
            SnapshotColumn.Number("decay", Tolerance.Exact),
            SnapshotColumn.Number("every epochs", Tolerance.Exact))
        .AddRows(Flavours.All, model =>
        {
            var recipe = study.Experiment.Recipe(model);
            return (SnapshotCell[])
            [
                model.ToString(),
                ImageNetworkLayers.ParameterCount(ImageNetworkLayers.Of(recipe.Network)),
                recipe.TrainTemperature,
                recipe.DistillationTemperature,
                study.Experiment.SeedsOf(model).Length,
                Math.Min(study.Experiment.TrainImages ?? int.MaxValue, study.Data.Train.Count),
                study.TestSample.Count,
                recipe.Epochs,
                recipe.BatchSize,
                recipe.Optimizer.Kind.ToString(),
                recipe.Optimizer.LearningRate,
                recipe.Optimizer.WeightDecay,
                recipe.Schedule.Factor,
                recipe.Schedule.EveryEpochs,
            ];
        });

    private static string Sizes(ImageStudy study) =>
        $"{study.Data.Train.Count} training images, top {study.Experiment.TopK} of {study.TestSample.Count} of {study.Data.Test.Count} test images";
}
