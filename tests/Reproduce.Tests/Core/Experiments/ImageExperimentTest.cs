using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.DataSets;

namespace Reproduce.Tests.Core.Experiments;

[TestFixture]
public sealed class ImageExperimentTest
{
    private static readonly ImageExperiment[] All =
    [
        .. DataSetList.All.SelectMany(set => new[] { set.Quick, set.Paper }),
    ];

    [Test]
    public void Eight_flavours_are_compared() =>
        Flavours.All.Where(ImageExperiment.IsComparedUnderAttack).Select(model => model.ToString()).Should().BeEquivalentTo(
            "RT_temp1",
            "FT_temp1",
            "RT_tempT",
            "FT_tempT",
            "RS_temp1_from_RT_tempT",
            "RS_tempT_from_RT_tempT",
            "FS_temp1_from_FT_tempT",
            "FS_tempT_from_FT_tempT");

    [Test]
    public void Compared_flavours_have_the_experiments_seeds_and_the_others_the_first_alone()
    {
        var experiment = Signs.Definition.Quick with { FirstSeed = 7, ComparedSeedCount = 3 };

        experiment.AttackedSeedsOf(ModelName.Parse("FT_tempT")).Should().Equal(7, 8, 9);
        experiment.AttackedSeedsOf(ModelName.Parse("FS_temp1_from_FT_temp1")).Should().Equal(7);
        (experiment with { AttacksEverySeed = true }).AttackedSeedsOf(ModelName.Parse("FS_temp1_from_FT_temp1")).Should().Equal(7, 8, 9);
    }

    [Test]
    public void The_papers_sizes_have_its_seed_and_dropout_and_its_data_its_epsilon()
    {
        var onItsData = DataSetList.All.Where(set => set != Signs.Definition).ToList();

        onItsData.Select(set => set.Paper).Should().OnlyContain(experiment => experiment.FirstSeed == 42 && experiment.Dropout == 0.5);
        onItsData.SelectMany(set => new[] { set.Quick, set.Paper }).Should().OnlyContain(experiment => experiment.EpsilonText == "8/255");
    }

    [Test]
    public void Settings_that_were_tuned_are_judged_on_seeds_that_they_were_not_tuned_on() =>
        DataSetList.All.Select(set => set.Quick).Append(Signs.Definition.Paper).Should()
            .OnlyContain(experiment => experiment.FirstSeed == 101);

    [TestCase(8, "8/255")]
    [TestCase(0.5, "0.5/255")]
    public void Epsilon_is_written_in_levels(double levels, string text) =>
        (Signs.Definition.Quick with { Epsilon = levels / 255 }).EpsilonText.Should().Be(text);

    [Test]
    public void A_students_seeds_are_among_its_teachers() =>
        Flavours.All.Where(model => model.IsStudent).Should().OnlyContain(
            model => All.All(experiment => !experiment.AttackedSeedsOf(model).Except(experiment.AttackedSeedsOf(model.Teacher!)).Any()));

    [Test]
    public void Every_flavour_of_every_profile_can_be_trained()
    {
        foreach (var recipe in from experiment in All from model in Flavours.All select experiment.Recipe(model))
        {
            recipe.Validate();
            var layers = ImageNetworkLayers.Of(recipe.Network);
            SimdPlan.Of(layers, ImageNetworkLayers.InputOf(recipe.Network)).ParameterCount.Should()
                .Be(ImageNetworkLayers.ParameterCount(layers));
        }
    }

    [Test]
    public void A_recipe_is_that_of_the_experiment_and_its_flavour()
    {
        var experiment = Cifar10.Definition.Quick;

        var recipe = experiment.Recipe(ModelName.Parse("RS_tempT_from_FT_temp1"));

        recipe.Network.Should().Be(new NetworkSpecification(NetworkSpecification.Cifar10, Architecture.Reduced, experiment.Dropout)
        {
            Classes = 10,
            ImageSide = 32,
            Width = experiment.Width,
        });
        recipe.TrainTemperature.Should().Be(20);
        recipe.Epochs.Should().Be(experiment.Epochs);
        recipe.OfTeacher().Network.Architecture.Should().Be(Architecture.Full);
    }
}
