using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Results.Tables;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>Tables of how models do on images that they were not trained on; numbers are means over the seeds.</summary>
internal static class GeneralizationTables
{
    /// <summary>Accuracy on training and test images, and the gap between them, beside the paper's.</summary>
    /// <param name="study">The study, all flavours prepared.</param>
    public static Table Gaps(ImageStudy study)
    {
        var tolerance = ClaimTolerance.Share(study.TestSample.Count);
        var dataSet = study.DataSet.Quick.DataSet;
        var (training, test) = (PublishedTables.TrainingOrCifar10(dataSet), PublishedTables.RobustnessOrCifar10(dataSet));
        return Table
            .WithColumns(
                Column.Text("model"),
                Column.Number("seeds", Tolerance.Exact),
                Column.Number("training %", tolerance, decimals: 1),
                Column.Number("test %", tolerance, decimals: 1),
                Column.Number("gap", tolerance, decimals: 1),
                Column.Number("paper's training %", Tolerance.Exact, decimals: 1),
                Column.Number("paper's test %", Tolerance.Exact, decimals: 1),
                Column.Number("paper's gap", Tolerance.Exact, decimals: 1))
            .WithHeading(
                $"{study}: accuracy (top {study.Experiment.TopK}) on the first {study.TestSample.Count} training images and on as many "
                    + "test images, and the generalization gap between the two.",
                $"The paper's are of {training.File} and {test.File}.")
            .AddRows(Flavours.All, model =>
            {
                var ours = study.Of(model);
                var recognized = ours.RecognizedInTraining().Mean();
                var (paperTraining, paperTest) = (training.Of(model, AttackSuite.Clean), test.Of(model, AttackSuite.Clean));
                return (Cell[])
                [
                    model.ToString(),
                    ours.SeedCount,
                    recognized,
                    ours.Accuracy(AttackSuite.Clean),
                    recognized - ours.Accuracy(AttackSuite.Clean),
                    paperTraining,
                    paperTest,
                    paperTraining - paperTest,
                ];
            });
    }

    /// <summary>Calibration at temperature 1, at which models are used, and at the temperature that they were trained at.</summary>
    /// <param name="study">The study, all flavours prepared.</param>
    public static Table Calibration(ImageStudy study) => Table
        .WithColumns(
            Column.Text("model"),
            Column.Number("seeds", Tolerance.Exact),
            Column.Number("at temperature 1 %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1),
            Column.Number("confidence at temperature 1 %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1),
            Column.Number("at the training temperature %", ClaimTolerance.Share(study.TestSample.Count), decimals: 1))
        .WithHeading(
            $"{study}: expected calibration error in {Core.Statistics.CalibrationError.Bins} bins on {study.TestSample.Count} test images, "
                + "and mean confidence in the predicted class.")
        .AddRows(Flavours.All, model =>
        {
            var used = ModelCalibration.Of(study, model, temperature: 1);
            var trained = ModelCalibration.Of(study, model, study.Experiment.Recipe(model).TrainTemperature);
            return (Cell[])
            [
                model.ToString(),
                used.Predictions.Length,
                used.Error,
                100 * used.Predictions.Average(seed => seed.Average(prediction => prediction.Confidence)),
                trained.Error,
            ];
        });
}
