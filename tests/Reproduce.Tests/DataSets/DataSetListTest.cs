using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.DataSets;

namespace Reproduce.Tests.DataSets;

[TestFixture]
public sealed class DataSetListTest
{
    [Test]
    public void Data_sets_have_the_names_that_results_and_commands_carry() =>
        DataSetList.All.Select(set => (set.Title, set.CommandName, set.Paper.DataSet)).Should().Equal(
            ("Signs", "signs", "Signs"),
            ("CIFAR-10", "cifar10", "CIFAR-10"),
            ("TSRD", "tsrd", "TSRD"),
            ("TSRD as described", "tsrd-described", "TSRD"));

    [Test]
    public void A_profile_chooses_the_experiment()
    {
        Cifar10.Definition.ExperimentOf(Profile.Quick).Should().Be(Cifar10.Definition.Quick);
        Cifar10.Definition.ExperimentOf(Profile.Paper).Should().Be(Cifar10.Definition.Paper);
        FluentActions.Invoking(() => Cifar10.Definition.ExperimentOf(new Profile("Huge")))
            .Should().Throw<ArgumentException>().WithMessage("CIFAR-10 has no experiment of the profile Huge; expected Quick or Paper.*");
    }

    [Test]
    public void As_described_TSRD_counts_the_top_1_and_is_trained_in_the_same_way()
    {
        Tsrd.AsDescribed.Quick.Should().Be(Tsrd.AsReleased.Quick with { TopK = 1 });
        Tsrd.AsDescribed.Paper.Should().Be(Tsrd.AsReleased.Paper with { TopK = 1 });
        Tsrd.AsDescribed.Files.Should().BeSameAs(Tsrd.AsReleased.Files);
    }

    [Test]
    public void The_paper_profile_has_the_papers_CIFAR_10()
    {
        var experiment = Cifar10.Definition.Paper;

        (experiment.ImageSide, experiment.Classes, experiment.Width, experiment.Temperature).Should().Be((32, 10, 1, 20));
        (experiment.BatchSize, experiment.Epochs, experiment.TrainImages, experiment.TestImages).Should().Be((128, 80, null, 1000));
        (experiment.TopK, experiment.HasDeepFool).Should().Be((1, true));
        experiment.Optimizer.Should().Be(new OptimizerSettings(OptimizerKind.Adam, 0.001, WeightDecay: 0));
        experiment.Schedule.Should().Be(new StepDecay(0.5, 10));
    }

    [Test]
    public void The_paper_profile_has_the_papers_TSRD()
    {
        var experiment = Tsrd.AsReleased.Paper;

        (experiment.ImageSide, experiment.Classes, experiment.Width, experiment.Temperature).Should().Be((256, 58, 1, 20));
        (experiment.BatchSize, experiment.Epochs, experiment.TrainImages, experiment.TestImages).Should().Be((128, 80, null, 300));
        (experiment.TopK, experiment.HasDeepFool).Should().Be((3, false));
        experiment.Optimizer.Should().Be(new OptimizerSettings(OptimizerKind.AdamW, 0.001, WeightDecay: 0.2));
        experiment.Schedule.Should().Be(new StepDecay(0.5, 10));
    }
}
