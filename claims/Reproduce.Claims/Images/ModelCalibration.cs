using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Core.Training;

namespace Reproduce.Claims.Images;

/// <summary>How sure the models of a flavour are of the test images, and how often they are right.</summary>
/// <param name="Predictions">Shape <c>[seeds, images]</c>.</param>
internal sealed record ModelCalibration(ImmutableArray<Prediction[]> Predictions)
{
    /// <summary>Mean expected calibration error over the seeds, in percent.</summary>
    public double Error => Enumerable.Range(0, Predictions.Length).Average(seed => ErrorOf(seed, Ones(seed)));

    /// <summary>The models of a flavour with every seed that it was attacked with.</summary>
    /// <param name="study">The data and models, prepared.</param>
    /// <param name="model">The flavour.</param>
    /// <param name="temperature">What the logits are divided by.</param>
    public static ModelCalibration Of(ImageStudy study, ModelName model, double temperature) =>
        new([.. study.LogitsOf(model).Select(logits => PredictionsOf(study, logits, temperature))]);

    /// <summary>The expected calibration error of these models less that of others, paired by image and seed, in points.</summary>
    /// <param name="reference">The others, of the same seeds and images.</param>
    public Sample Minus(ModelCalibration reference) => Sample.OfImages(
        Predictions.Length,
        Predictions[0].Length,
        ValueRange.PercentDifference,
        (seed, counts) => ErrorOf(seed, counts) - reference.ErrorOf(seed, counts));

    private static Prediction[] PredictionsOf(ImageStudy study, float[] logits, double temperature)
    {
        var classes = study.Experiment.Classes;
        var probabilities = new float[classes];
        var predictions = new Prediction[study.TestSample.Count];
        for (var i = 0; i < predictions.Length; i++)
        {
            var row = logits.AsSpan(i * classes, classes);
            LabelProbabilities.Softmax(row, temperature, probabilities);
            var predicted = Core.Attacks.Predictions.ClassOf(row);
            predictions[i] = new(probabilities[predicted], predicted == study.TestSample.Labels[i]);
        }

        return predictions;
    }

    private double ErrorOf(int seed, double[] counts) => 100 * CalibrationError.Of(Predictions[seed], counts);

    private double[] Ones(int seed) => [.. Predictions[seed].Select(_ => 1.0)];
}
