using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Results.Tables;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>Tables of the image models; numbers are means over the seeds.</summary>
internal static class ImageTables
{
    /// <summary>Figures 5 and 13: the 20 models under all attacks.</summary>
    public static Table Accuracies(ImageStudy study)
    {
        var attacks = AttackSuite.Of(study.Experiment);
        return Table
            .WithColumns(
            [
                Column.Text("model"),
                Column.Number("seeds", Tolerance.Exact),
                .. attacks.Select(attack => Column.Number(attack.Title, ClaimTolerance.Share(study.TestSample.Count), decimals: 1)),
            ])
            .WithHeading(
                $"{study}: accuracy in percent (top {study.Experiment.TopK}) on {study.TestSample.Count} test images, means over the "
                    + $"seeds; {Budget(study)}.",
                "'-CW' is the attack on logits divided by the temperature that the model was trained at; APGD-DLR is a control of ours.")
            .AddRows(Flavours.All, model => (Cell[])
            [
                model.ToString(),
                study.Of(model).SeedCount,
                .. attacks.Select(attack => (Cell)study.Of(model).Accuracy(attack)),
            ]);
    }

    /// <summary>What the protocol is worth: each model under each attack as the released code ran it and as the text says.</summary>
    public static Table Protocols(ImageStudy released, ImageStudy described)
    {
        var rows = from model in Flavours.All
                   from attack in AttackSuite.Of(released.Experiment)
                   select (model, attack);
        return Table
            .WithColumns(
                Column.Text("model"),
                Column.Text("attack"),
                Column.Number("as released", ClaimTolerance.Share(released.TestSample.Count), decimals: 1),
                Column.Number("as described", ClaimTolerance.Share(released.TestSample.Count), decimals: 1),
                Column.Number("difference", ClaimTolerance.Share(released.TestSample.Count), decimals: 1))
            .WithHeading(
                $"{released.Experiment.DataSet}: accuracy in percent; {Budget(released)}.",
                $"As released: {Sizes(released)}, the first in file order; the sign's box transposed.",
                $"As described: {Sizes(described)}, at random; no picture twice or in both splits; the sign's box itself.")
            .AddRows(rows, row =>
            {
                var asReleased = released.Of(row.model).Accuracy(row.attack);
                var asDescribed = described.Of(row.model).Accuracy(row.attack);
                return (Cell[])[row.model.ToString(), row.attack.Title, asReleased, asDescribed, asDescribed - asReleased];
            });
    }

    /// <summary>How much of the loss's gradient is exactly zero.</summary>
    public static Table Gradients(ImageStudy study) => Table
        .WithColumns(
            Column.Text("model"),
            Column.Number("no gradient %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1),
            Column.Number("no gradient, logits / T %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1),
            Column.Number("zero values %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1))
        .WithHeading(
            $"{study}: the gradient of the cross-entropy with respect to the test images. 'No gradient': images for which all of it is",
            "exactly zero in 32-bit arithmetic; 'zero values': share of its values that are exactly zero, over all images.")
        .AddRows(Flavours.All, model => (Cell[])
        [
            model.ToString(),
            study.Of(model).Vanishing().Mean(),
            study.Of(model).VanishingWhenStrong().Mean(),
            100 * study.Of(model).Outcomes.Average(outcome => outcome.ZeroShare.Average()),
        ]);

    /// <summary>Losses, labels and accuracies of the first seed: what can be learnt from soft labels, and what was.</summary>
    public static Table Losses(ImageStudy study) => Table
        .WithColumns(
            Column.Text("model"),
            Column.Number("first loss", ClaimTolerance.Numbers, decimals: 4),
            Column.Number("last loss", ClaimTolerance.Numbers, decimals: 4),
            Column.Number("soft labels' entropy", ClaimTolerance.Numbers, decimals: 4),
            Column.Number("training accuracy %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1),
            Column.Number("test accuracy %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1))
        .WithHeading(
            FormattableString.Invariant(
                $"{study}: mean training losses of the first and last epoch; ln(classes) is {Math.Log(study.Experiment.Classes):0.0000}."),
            "The soft labels are those that a teacher gives its students; a student's loss can't fall below their entropy.")
        .AddRows(Flavours.All, model =>
        {
            var group = study.Of(model);
            return (Cell[])
            [
                model.ToString(),
                group.OfFirstSeed.EpochLosses[0],
                group.OfFirstSeed.EpochLosses[^1],
                study.Of(model.Teacher ?? model).Outcomes[0].SoftLabelEntropies.Average(),
                group.RecognizedInTraining()[0].Average(),
                group.Recognized(AttackSuite.Clean)[0].Average(),
            ];
        });

    /// <summary>How models are trained: a changed setting is named here, where the other tables show but its consequences.</summary>
    public static Table Recipes(ImageStudy study) => Table
        .WithColumns(
            Column.Text("model"),
            Column.Number("parameters", Tolerance.Exact),
            Column.Number("train temperature", Tolerance.Exact),
            Column.Number("T", Tolerance.Exact),
            Column.Number("seeds", Tolerance.Exact),
            Column.Number("training images", Tolerance.Exact),
            Column.Number("test images", Tolerance.Exact),
            Column.Text("epsilon"),
            Column.Number("dropout", Tolerance.Exact),
            Column.Number("epochs", Tolerance.Exact),
            Column.Number("batch", Tolerance.Exact),
            Column.Text("optimizer"),
            Column.Number("learning rate", Tolerance.Exact),
            Column.Number("weight decay", Tolerance.Exact),
            Column.Number("decay", Tolerance.Exact),
            Column.Number("every epochs", Tolerance.Exact))
        .AddRows(Flavours.All, model =>
        {
            var recipe = study.Experiment.Recipe(model);
            return (Cell[])
            [
                model.ToString(),
                ImageNetworkLayers.ParameterCount(ImageNetworkLayers.Of(recipe.Network)),
                recipe.TrainTemperature,
                recipe.DistillationTemperature,
                study.Experiment.AttackedSeedsOf(model).Length,
                Math.Min(study.Experiment.TrainImages ?? int.MaxValue, study.Data.Train.Count),
                study.TestSample.Count,
                study.Experiment.EpsilonText,
                recipe.Network.Dropout,
                recipe.Epochs,
                recipe.BatchSize,
                recipe.Optimizer.Kind.ToString(),
                recipe.Optimizer.LearningRate,
                recipe.Optimizer.WeightDecay,
                recipe.Schedule.Factor,
                recipe.Schedule.EveryEpochs,
            ];
        });

    // DeepFool has no such bound: it goes as far as it must.
    internal static string Budget(ImageStudy study) => $"FGSM, PGD and APGD-DLR with epsilon {study.Experiment.EpsilonText}";

    private static string Sizes(ImageStudy study) =>
        $"{study.Data.Train.Count} training images, top {study.Experiment.TopK} of {study.TestSample.Count} of {study.Data.Test.Count} "
            + "test images";
}
