using Reproduce.Core.Catalog;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Lanes;

namespace Reproduce.Tests.Catalog;

[TestFixture]
public sealed class ImageExperimentTest
{
    private static readonly ImageExperiment[] All =
    [
        .. new[] { Profile.Quick, Profile.Paper }.SelectMany(profile => (ImageExperiment[])[profile.Images.Signs, profile.Images.Cifar10, profile.Images.Tsrd]),
    ];

    [Test]
    public void Every_flavour_of_every_experiment_can_be_trained()
    {
        foreach (var recipe in from experiment in All from model in Flavours.All select experiment.Recipe(model))
        {
            recipe.Validate();
            LanePlan.Of(ImageNetworkLayers.Of(recipe.Network), ImageNetworkLayers.InputOf(recipe.Network)).Stages.Should().NotBeEmpty();
        }
    }

    [Test]
    public void The_models_that_sub_claims_compare_have_all_seeds_and_the_others_one()
    {
        var compared = Flavours.All.Where(ImageExperiment.IsCompared).Select(model => model.ToString());

        compared.Should().Equal(
            "RT_temp1",
            "FT_temp1",
            "RT_tempT",
            "RS_temp1_from_RT_tempT",
            "RS_tempT_from_RT_tempT",
            "FT_tempT",
            "FS_temp1_from_FT_tempT",
            "FS_tempT_from_FT_tempT");
        Profile.Quick.Images.Signs.SeedsOf(ModelName.Parse("FT_temp1")).Should().Equal(42, 43, 44);
        Profile.Quick.Images.Signs.SeedsOf(ModelName.Parse("FS_temp1_from_FT_temp1")).Should().Equal(42);
    }

    [Test]
    public void The_Paper_profile_has_the_paper_s_settings()
    {
        var (_, cifar10, tsrd) = Profile.Paper.Images;

        cifar10.Should().BeEquivalentTo(new { Temperature = 20, Epochs = 80, BatchSize = 128, TestImages = 1000, TopK = 1, Width = 1, ImageSide = 32, Classes = 10 });
        cifar10.Optimizer.Should().Be(new OptimizerSettings(OptimizerKind.Adam, 0.001));
        tsrd.Should().BeEquivalentTo(new { Temperature = 20, Epochs = 80, BatchSize = 128, TestImages = 300, TopK = 3, Width = 1, ImageSide = 256, Classes = 58 });
        tsrd.Optimizer.Should().Be(new OptimizerSettings(OptimizerKind.AdamW, 0.001, WeightDecay: 0.2));
        new[] { cifar10.Schedule, tsrd.Schedule }.Should().OnlyContain(schedule => schedule == new StepDecay(0.5, 10));
    }
}
