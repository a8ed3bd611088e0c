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
        var (ours, papers) = (OfOurs(study), OfPaper(study));
        return ours == papers ? $"Trained as the paper's: {ours}." : $"Trained: {ours}. The paper's: {papers}.";
    }

    /// <summary>The study's recipe.</summary>
    public static string OfOurs(ImageStudy study) => Of(study.Experiment, study.Data.Train.Count);

    /// <summary>The paper's.</summary>
    public static string OfPaper(ImageStudy study) => Of(study.DataSet.Paper, study.DataSet.Files?.TrainCount ?? study.Data.Train.Count);

    private static string Of(ImageExperiment experiment, int images) => FormattableString.Invariant(
        $"{experiment.Epochs} epochs, width {experiment.Width}, {Math.Min(experiment.TrainImages ?? images, images)} images of ")
        + FormattableString.Invariant($"{experiment.ImageSide} x {experiment.ImageSide}, {Seeds(experiment.Seeds)}");

    private static string Seeds(ImmutableArray<int> seeds) =>
        seeds.Length == 1 ? $"seed {seeds[0]}" : $"seeds {seeds[0]} to {seeds[^1]}";
}
