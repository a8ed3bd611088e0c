using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Statistics;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Results;
using Reproduce.Testing;

namespace OnCalibration;

/// <summary>
/// A claim of Guo, Pleiss, Sun and Weinberger, ICML 2017. Here its setting is turned around: the overconfident networks are those that were
/// trained at a high temperature.
/// </summary>
[TestFixture]
[Claim(
    "TemperatureScaling",
    "on most datasets, temperature scaling -- a single-parameter variant of Platt Scaling -- is surprisingly effective at calibrating "
        + "predictions",
    "abstract",
    Data = "toy")]
public sealed class TemperatureScaling
{
    private const int Bins = 15;
    private const int Seeds = 10;

    private readonly ToyRing _data = ToyRing.Generate();
    private IReadOnlyList<StoredModel<Perceptron>> _models = [];

    [OneTimeSetUp]
    public void Train() => _models = ClaimModels.Of(new ToyModelTrainer(_data)).Get(
    [
        .. from temperature in ToyExperiment.Temperatures
           from seed in Enumerable.Range(Profile.FirstSeed, Seeds)
           select new ModelId(ToyExperiment.Recipe(ModelName.Parse("FT_tempT"), temperature), seed),
    ]);

    [Test]
    public Task The_claim_as_a_whole() => ClaimSnapshot.Verify(
        [ScalingCalibrates()],
        found: new Conclusion(
            Verdict.Supported,
            "Scaling takes away more than half of the error on average, and most where the networks are most overconfident. At T = 10, "
                + "where they hardly are, ten seeds leave it open."));

    [Test]
    public Task Scaling_the_logits_by_one_number_calibrates() => SubClaimSnapshot.Verify(ScalingCalibrates());

    private SubClaim ScalingCalibrates() => SubClaim.Decide(
        "Dividing the logits by one temperature, fitted on held-out data, makes the calibration error smaller.",
        "section 4.2",
        $"expected calibration error ({Bins} bins) after / before scaling of FT_tempT; fitted on every other point, measured on the rest",
        RatioRule.Shrinks,
        ToyExperiment.Temperatures.Select(ErrorRatio));

    private MeasuredCase ErrorRatio(int temperature)
    {
        var models = _models.Where(model => model.Id.Recipe.DistillationTemperature == temperature).ToList();
        SourceLedger.Note(models);
        return new MeasuredCase($"trained at T = {temperature}", Sample.OfRatio(
            [.. models.Select(model => CalibrationError(model.Network, FittedTemperature(model.Network)))],
            [.. models.Select(model => CalibrationError(model.Network, temperature: 1))]));
    }

    /// <summary>The temperature with the least cross-entropy on the even points: the best of a grid with steps of 2 %.</summary>
    private double FittedTemperature(Perceptron network) => Enumerable.Range(0, 300)
        .Select(step => Math.Pow(1.02, step - 50))
        .MinBy(temperature => Points(even: true)
            .Sum(i => -Math.Log(Math.Max(Probabilities(network, i, temperature)[_data.Labels[i]], 1e-300))));

    /// <summary>Expected calibration error on the odd points (Guo et al., equation 3).</summary>
    private double CalibrationError(Perceptron network, double temperature)
    {
        int[] points = [.. Points(even: false)];
        return points
            .Select(i => (Probabilities: Probabilities(network, i, temperature), Label: _data.Labels[i]))
            .Select(point => (Confidence: point.Probabilities.Max(),
                IsRight: Array.IndexOf(point.Probabilities, point.Probabilities.Max()) == point.Label))
            .GroupBy(point => Math.Min((int)(point.Confidence * Bins), Bins - 1))
            .Sum(bin => Math.Abs(bin.Sum(point => (point.IsRight ? 1 : 0) - point.Confidence)) / points.Length);
    }

    private IEnumerable<int> Points(bool even) => Enumerable.Range(0, _data.Count).Where(i => i % 2 == 0 == even);

    private double[] Probabilities(Perceptron network, int point, double temperature)
    {
        var logits = new double[Perceptron.Classes];
        network.Logits(_data.X0[point], _data.X1[point], logits);
        var largest = logits.Max();
        double[] powers = [.. logits.Select(logit => Math.Exp((logit - largest) / temperature))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
