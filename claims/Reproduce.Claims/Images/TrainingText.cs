using System.Collections.Immutable;
using Reproduce.Core.Experiments;

namespace Reproduce.Claims.Images;

/// <summary>
/// How models were trained, in one line beside every table on the paper's data: so that nobody takes a smaller recipe for the paper's.
/// </summary>
internal static class TrainingText
{
    /// <summary>The study's recipe, and the paper's where it differs.</summary>
    public static string Of(ImageStudy study)
    {
        var ours = Of(study.Experiment, study.Data.Train.Count);
        var papers = Of(study.DataSet.Paper, study.DataSet.Files?.TrainCount ?? study.Data.Train.Count);
        return ours == papers ? $"Trained as the paper's: {ours}." : $"Trained: {ours}. The paper's: {papers}.";
    }

    private static string Of(ImageExperiment experiment, int images) => FormattableString.Invariant(
        $"{experiment.Epochs} epochs, width {experiment.Width}, {Math.Min(experiment.TrainImages ?? images, images)} images of ")
        + FormattableString.Invariant($"{experiment.ImageSide} x {experiment.ImageSide}, {Seeds(experiment.Seeds)}");

    private static string Seeds(ImmutableArray<int> seeds) =>
        seeds.Length == 1 ? $"seed {seeds[0]}" : $"seeds {seeds[0]} to {seeds[^1]}";
}
