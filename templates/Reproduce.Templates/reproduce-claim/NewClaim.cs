using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Statistics;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Results;
using Reproduce.Testing;

namespace Namespace.Of.Project;

/// <summary>An example that runs: put the paper's sentence and your own models, measure and rule in its place.</summary>
[TestFixture]
[Claim("NewClaim", "the claim, in the paper's own words", "where the paper says so", Data = "toy")]
public sealed class NewClaim
{
    private const int Seeds = 10;

    private readonly ToyRing _data = ToyRing.Generate();
    private IReadOnlyList<StoredModel<Perceptron>> _models = [];

    // A model is a recipe and a seed; what the store lacks is trained. FT_tempT is a Full Teacher trained at the temperature T.
    [OneTimeSetUp]
    public void Train() => _models = ClaimModels.Of(new ToyModelTrainer(_data)).Get(
    [
        .. from model in new[] { "FT_temp1", "FT_tempT" }
           from temperature in ToyExperiment.Temperatures
           from seed in Enumerable.Range(Profile.FirstSeed, Seeds)
           select new ModelId(ToyExperiment.Recipe(ModelName.Parse(model), temperature), seed),
    ]);

    [Test]
    public Task The_claim_as_a_whole() => ClaimSnapshot.Verify([ConfidenceGrows()]);

    [Test]
    public Task Training_at_T_raises_confidence() => SubClaimSnapshot.Verify(ConfidenceGrows());

    // Choose the rule and its margin before you look at the numbers.
    private SubClaim ConfidenceGrows() => SubClaim.Decide(
        "A teacher trained at a high temperature is more confident than one trained at 1.",
        "an example, of no paper",
        "1 - confidence (the largest probability), mean over the training points, FT_tempT / FT_temp1",
        RatioRule.Shrinks,
        ToyExperiment.Temperatures.Select(UncertaintyRatio));

    private MeasuredCase UncertaintyRatio(int temperature)
    {
        var (hot, plain) = (Models("FT_tempT", temperature), Models("FT_temp1", temperature));
        // The report says which models a number comes from.
        SourceLedger.Note([.. hot, .. plain]);
        return new MeasuredCase($"T = {temperature}", Sample.OfRatio([.. hot.Select(Uncertainty)], [.. plain.Select(Uncertainty)]));
    }

    private List<StoredModel<Perceptron>> Models(string name, int temperature)
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse(name), temperature);
        return [.. _models.Where(model => model.Id.Recipe == recipe)];
    }

    private double Uncertainty(StoredModel<Perceptron> model) => Enumerable.Range(0, _data.Count).Average(point =>
    {
        var logits = new double[Perceptron.Classes];
        model.Network.Logits(_data.X0[point], _data.X1[point], logits);
        return 1 - (1 / logits.Sum(logit => Math.Exp(logit - logits.Max())));
    });
}
