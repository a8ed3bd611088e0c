using System.Collections.Immutable;
using FluentAssertions;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;

namespace Reproduce.Claims.NegativeControls;

/// <summary>
/// Models under the wrong name and attacks that do not do what they are called: the claim on robustness must not survive them. Nothing is
/// trained for it that the claim itself does not train.
/// </summary>
[TestFixture]
public sealed class WrongModels
{
    private static readonly ImageStudy Study = ImageStudy.All.Single(study => study.DataSet.Files is null);

    private static readonly ImmutableDictionary<ModelName, ModelName> Swapped = ImmutableDictionary.CreateRange(
        from size in ModelsOfSize.All
        from named in new[] { (size.Plain, size.TeacherAtT), (size.TeacherAtT, size.Plain) }
        select KeyValuePair.Create(named.Item1, named.Item2));

    private AttackedAccuracies _right = null!;

    [OneTimeSetUp]
    public void Train()
    {
        Study.Prepare([.. ModelsOfSize.All.SelectMany(size => size.Models)]);
        _right = AttackedAccuracies.Of(Study);
    }

    [Test]
    public void With_the_right_models_and_attacks_all_three_statements_hold()
    {
        var claim = ClaimOn(_right.Recognized);

        claim.TemperatureBlunts().Verdict.Should().Be(Verdict.Supported);
        claim.StrongTakesBack().Verdict.Should().Be(Verdict.Supported);
        claim.NothingIsLeft().Verdict.Should().Be(Verdict.Supported);
    }

    [Test]
    public void Swapped_teachers_contradict_that_the_temperature_blunts_weak_attacks()
    {
        var claim = ClaimOn((model, attack) => _right.Recognized(Swapped[model], attack));

        claim.TemperatureBlunts().Verdict.Should().Be(Verdict.Contradicted);
    }

    [Test]
    public void Teachers_of_temperature_1_under_the_name_of_T_contradict_it_too()
    {
        var claim = ClaimOn((model, attack) => model.Temperature == TrainingTemperature.T
            ? OfOtherSeeds(_right.Recognized(Swapped[model], attack))
            : _right.Recognized(model, attack));

        claim.TemperatureBlunts().Verdict.Should().Be(Verdict.Contradicted);
    }

    [Test]
    public void Teachers_trained_at_T_under_the_name_of_temperature_1_do_not_support_it()
    {
        var claim = ClaimOn((model, attack) => model.Temperature == TrainingTemperature.One
            ? OfOtherSeeds(_right.Recognized(Swapped[model], attack))
            : _right.Recognized(model, attack));

        // Not contradicted: how far teachers are blunted differs from seed to seed by more than what matters.
        claim.TemperatureBlunts().Verdict.Should().Be(Verdict.Undecided);
    }

    [Test]
    public void Strong_attacks_that_forget_to_divide_the_logits_contradict_what_is_said_of_strong_attacks()
    {
        var claim = ClaimOn((model, attack) => _right.Recognized(model, attack.IsStrong ? attack.Weak : attack));

        claim.StrongTakesBack().Verdict.Should().Be(Verdict.Contradicted);
        claim.NothingIsLeft().Verdict.Should().Be(Verdict.Contradicted);
    }

    [Test]
    public void Attacks_that_change_nothing_contradict_that_the_temperature_blunts_them()
    {
        var claim = ClaimOn((model, _) => _right.Recognized(model, AttackSuite.Clean));

        claim.TemperatureBlunts().Verdict.Should().Be(Verdict.Contradicted);
        claim.StrongTakesBack().Verdict.Should().Be(Verdict.Contradicted);
    }

    private Robustness ClaimOn(Func<ModelName, AttackVariant, ImmutableArray<double[]>> recognized) =>
        new(Study) { Accuracies = _right with { Recognized = recognized } };

    /// <summary>Each seed's values under the next seed: two models of one recipe would otherwise be one model.</summary>
    private static ImmutableArray<double[]> OfOtherSeeds(ImmutableArray<double[]> values) => [.. values[1..], values[0]];
}
