using Reproduce.Core.Files;

namespace Reproduce.Tests.Core.Probes;

/// <summary>
/// Compiles the core with one change at a time. A change that leaves all computed numbers leaves all hashes; any other changes the hashes
/// of its kind and no others.
/// </summary>
[TestFixture]
public sealed class BehaviourChangeTest
{
    private const string Training = "ToyTraining ImageTraining";
    private const string Toy = "ToyTraining";
    private const string Image = "ImageTraining";
    private const string Attacks = "Attacks";
    private const string Trials = "Trials";
    private const string Attributions = "Attributions";

    private CoreSources _sources = null!;

    [OneTimeSetUp]
    public void Read() => _sources = CoreSources.Read(RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory));

    [Test]
    public void The_sources_as_they_are_give_the_hashes_of_the_running_code() => _sources.Run().Should().Be(BehaviourHashes.Current);

    [Test]
    public void A_comment_a_private_name_and_a_files_name_leave_every_hash() =>
        _sources.Change("Training/SimdTrainer.cs", "Trains one image network on one thread", "Trains an image network on a single thread")
            .Rename("Training/Adam.cs", "_firstMoments", "_meansOfGradients")
            .Rename("Attacks/DeepFool.cs", "MoveImage", "MoveOne")
            .Move("Attributions/Saliency.cs", "Attributions/AbsoluteGradient.cs")
            .Run().Should().Be(BehaviourHashes.Current);

    [TestCase("Models/OptimizerSettings.cs", "Beta1 = 0.9;", "Beta1 = 0.91;", Training)]
    [TestCase("Models/OptimizerSettings.cs", "Beta2 = 0.999;", "Beta2 = 0.998;", Training)]
    [TestCase("Models/OptimizerSettings.cs", "Epsilon = 1e-8;", "Epsilon = 1e-7;", Training)]
    [TestCase("Models/OptimizerSettings.cs", "multiple *= Factor;", "multiple /= Factor;", Training)]
    [TestCase("Training/Adam.cs", "(float)_settings.WeightDecay : 0", "(float)_settings.WeightDecay / 2 : 0", Image)]
    [TestCase("Training/Adam.cs", "(learningRate * _settings.WeightDecay)", "_settings.WeightDecay", Image)]
    [TestCase("Training/HiddenDropout.cs", "(float)(1 / (1 - rate))", "1", Training)]
    [TestCase("Training/LabelProbabilities.cs", "(logit - largest) / temperature", "logit - largest", Training + " " + Attacks)]
    [TestCase("Training/SimdLoss.cs", "difference * weight * inverse", "difference * weight", Image)]
    [TestCase("Training/PerceptronBatch.cs", "weight * inverseTemperature", "weight", Toy)]
    [TestCase("Networks/InitialWeights.cs", "1 / Math.Sqrt(fanIn)", "2 / Math.Sqrt(fanIn)", Training)]
    [TestCase("Training/TrainingStreams.cs", "/sample-order", "/order", Training)]
    [TestCase("Networks/ImageNetworkLayers.cs", "builder.Classifier(128, 128);", "builder.Classifier(128, 96);", Image)]
    public void A_changed_rule_of_training_changes_the_hashes_of_what_uses_it_alone(
        string file, string text, string replacement, string changed) =>
        Changed(file, text, replacement).Should().Equal(changed.Split(' '));

    [TestCase("Attacks/Fgsm.cs", "images[i] + (Epsilon", "images[i] - (Epsilon")]
    [TestCase("Attacks/Pgd.cs", "PixelBall.Project(moved, images[i], Epsilon)", "PixelBall.ToPixel(moved)")]
    [TestCase("Attacks/RandomStart.cs", "(2 * random.NextDouble()) - 1", "random.NextDouble()")]
    [TestCase("Attacks/DeepFool.cs", "1 + Overshoot", "1 + (2 * Overshoot)")]
    [TestCase("Attacks/NearestBoundary.cs", "gap / Math.Sqrt(squaredNorm)", "Math.Sqrt(squaredNorm) / gap")]
    [TestCase("Attacks/AdaptiveAscent.cs", "StepSize /= 2", "StepSize /= 4")]
    [TestCase("Attacks/AdaptiveAscent.cs", "Momentum = 0.75f", "Momentum = 0.7f")]
    [TestCase("Attacks/AdaptiveAscent.cs", "LeastShareOfAscents = 0.75", "LeastShareOfAscents = 0.5")]
    [TestCase("Attacks/DifferenceOfLogitsRatio.cs", "logits[first] - logits[third])", "logits[first] - logits[second])")]
    [TestCase("Attacks/CrossEntropy.cs", "row[labels[i]] -= 1", "row[labels[i]] -= 0.5f")]
    [TestCase("Attacks/CrossEntropy.cs", "direction[label] = -1", "direction[label] = -0.5f")]
    [TestCase("Attacks/SignChanges.cs", "== PixelBall.Sign(exact[p]) ? 0 : 1", "== PixelBall.Sign(exact[p]) ? 1 : 0")]
    [TestCase("Attacks/ScaledAttackSuite.cs", "fgsm with { Arithmetic = scaled.Arithmetic }", "fgsm")]
    [TestCase("Attacks/MaskingMeasurement.cs", "new LogitScaling(network, attack.Temperature)", "network")]
    [TestCase("Attacks/LogitScaling.cs", "values[i] / _temperature", "values[i] / (_temperature + 1)")]
    [TestCase("Attacks/ZeroGradients.cs", "zeros == size", "zeros > 0")]
    [TestCase("Training/LabelProbabilities.cs", "Math.Log(probability)", "Math.Log2(probability)")]
    [TestCase("Attacks/RobustnessMeasurement.cs", "variant.IsStrong ? strong", "!variant.IsStrong ? strong")]
    [TestCase("Attacks/RobustnessMeasurement.cs", "ZeroGradients.Measure(strong", "ZeroGradients.Measure(network")]
    public void A_changed_rule_of_an_attack_changes_the_hashes_of_attacks_alone(string file, string text, string replacement) =>
        Changed(file, text, replacement).Should().Contain(Attacks).And.BeSubsetOf([Attacks, Trials]);

    [TestCase("Attacks/Square.cs", "FirstShare / (1 << ", "FirstShare / (2 << ")]
    [TestCase("Attacks/TanhDescent.cs", "FirstDecay = 0.9f", "FirstDecay = 0.8f")]
    [TestCase("Attacks/CarliniWagnerL2.cs", "Value * 10", "Value * 5")]
    [TestCase("Attacks/Jsma.cs", "(double)Gamma / 2", "(double)Gamma / 100")]
    [TestCase("Attacks/TargetJacobian.cs", "k == target ? 1 : 0", "k == target ? 0 : 1")]
    [TestCase("Attacks/BestIterate.cs", "Broken[i] is null && ", "")]
    [TestCase("Attacks/TrialMeasurement.cs", "trial.IsTransferred ? substitute! : network", "network")]
    [TestCase("Attacks/TrialMeasurement.cs", "trial.IsStrong ? new LogitScaling", "!trial.IsStrong ? new LogitScaling")]
    public void A_changed_rule_of_an_attack_beside_the_papers_leaves_the_outcomes_of_those(string file, string text, string replacement) =>
        Changed(file, text, replacement).Should().Equal(Trials);

    [TestCase("Attributions/Saliency.cs", "value = Math.Abs(value)", "value *= value")]
    [TestCase("Attributions/IntegratedGradients.cs", "(float)(sums[p] * image[p])", "(float)sums[p]")]
    [TestCase("Attributions/LayerGradCam.cs", "Math.Max(map[p], 0)", "Math.Abs(map[p])")]
    [TestCase("Attributions/LayerGradCam.cs", "sum / gradients.Length", "sum")]
    [TestCase("Attributions/GuidedGradCam.cs", "image[p] *= map", "image[p] += map")]
    [TestCase("Attributions/ImageAdherence.cs", "product / norm / referenceNorm", "product / norm")]
    [TestCase("Attributions/AdherenceMeasurement.cs", "Compare(model[i], reference[i]", "Compare(reference[i], model[i]")]
    [TestCase("Networks/Simd/SimdPass.cs", "BackwardRule.Guided && i > 0", "BackwardRule.Guided && i > 3")]
    public void A_changed_rule_of_an_attribution_changes_the_hash_of_attributions_alone(string file, string text, string replacement) =>
        Changed(file, text, replacement).Should().Equal(Attributions);

    [TestCase("Data/Normalization.cs", "Mean = 0.5f", "Mean = 0.4f")]
    [TestCase("Networks/Simd/WinogradPoints.cs", "A = 0.75f", "A = 0.625f")]
    public void A_changed_normalization_or_convolution_changes_the_hashes_of_everything_with_images(
        string file, string text, string replacement) =>
        Changed(file, text, replacement).Should().Equal(Image, Attacks, Trials, Attributions);

    private IEnumerable<string> Changed(string file, string text, string replacement) =>
        _sources.Change(file, text, replacement).Run().DifferencesFrom(BehaviourHashes.Current);
}
