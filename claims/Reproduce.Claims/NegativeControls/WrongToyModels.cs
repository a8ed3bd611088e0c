using FluentAssertions;
using Reproduce.Claims.Toy;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;

namespace Reproduce.Claims.NegativeControls;

/// <summary>Toy teachers under the wrong name: they must contradict that training at T hardens their boundaries.</summary>
[TestFixture]
public sealed class WrongToyModels
{
    private ToyStudy _study = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _study = ToyStudy.Shared;
        _study.Prepare(
            from model in Flavours.Teachers from T in ToyExperiment.Temperatures select ToyExperiment.Recipe(model, T));
    }

    [Test]
    public void The_right_teachers_harden() => HardenedBoundaries.TeachersHarden(_study.Of).Verdict.Should().Be(Verdict.Supported);

    [Test]
    public void Swapped_teachers_contradict_it() =>
        HardenedBoundaries.TeachersHarden((model, T) => _study.Of(OfOtherTemperature(model), T)).Verdict
            .Should().Be(Verdict.Contradicted);

    [Test]
    public void Teachers_of_temperature_1_under_the_name_of_T_contradict_it() =>
        HardenedBoundaries.TeachersHarden((model, T) => model.Temperature == TrainingTemperature.T
            ? OfOtherSeeds(_study.Of(OfOtherTemperature(model), T))
            : _study.Of(model, T)).Verdict.Should().Be(Verdict.Contradicted);

    private static ModelName OfOtherTemperature(ModelName teacher) => ModelName.OfTeacher(
        teacher.Architecture, teacher.Temperature == TrainingTemperature.T ? TrainingTemperature.One : TrainingTemperature.T);

    /// <summary>Each seed's model under the next seed: two models of one recipe would otherwise be one model.</summary>
    private static SeedGroup OfOtherSeeds(SeedGroup group) => group with
    {
        Models = [.. group.Models[1..], group.Models[0]],
        Measures = [.. group.Measures[1..], group.Measures[0]],
    };
}
