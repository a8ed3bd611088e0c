using Reproduce.Core.Experiments;
using Reproduce.Core.Models;

namespace Reproduce.Tests.Core.Models;

[TestFixture]
public sealed class RecipeTest
{
    private static readonly Recipe Student = ToyExperiment.Recipe(ModelName.Parse("RS_tempT_from_FT_temp1"), 40);

    [Test]
    public void The_canonical_form_names_everything_that_decides_a_run() =>
        Student.ToCanonicalJson().Should().Be(
            """
            {"Model":"RS_tempT_from_FT_temp1","DistillationTemperature":40,"Network":{"Kind":"toy-perceptron","Architecture":"Reduced",
            "Dropout":0,"Classes":3,"ImageSide":0,"Width":1},"Epochs":100,"BatchSize":300,
            "Optimizer":{"Kind":"Adam","LearningRate":0.01,"WeightDecay":0},
            "Schedule":{"Factor":0.95,"EveryEpochs":10}}
            """.ReplaceLineEndings(""));

    [Test]
    public void Label_smoothing_is_in_the_canonical_form_only_where_there_is_any()
    {
        var smoothed = Student with { LabelSmoothing = 0.1 };

        smoothed.ToCanonicalJson().Should().Be(Student.ToCanonicalJson()[..^1] + ""","LabelSmoothing":0.1}""");
        (smoothed with { LabelSmoothing = 0 }).ToCanonicalJson().Should().Be(Student.ToCanonicalJson());
        smoothed.OfTeacher().LabelSmoothing.Should().Be(0.1);
    }

    [TestCase("RT_temp1", 1)]
    [TestCase("FT_tempT", 40)]
    [TestCase("FS_temp1_from_FT_tempT", 1)]
    [TestCase("FS_tempT_from_FT_temp1", 40)]
    public void The_training_temperature_follows_the_name(string name, double expected) =>
        ToyExperiment.Recipe(ModelName.Parse(name), 40).TrainTemperature.Should().Be(expected);

    [Test]
    public void A_stretched_training_is_longer_and_keeps_its_schedule_in_proportion()
    {
        var stretched = Student.Stretch(10);

        stretched.Epochs.Should().Be(1000);
        stretched.Schedule.At(500).Should().Be(Student.Schedule.At(50));
        stretched.Schedule.At(999).Should().Be(Student.Schedule.At(99));
    }

    [TestCase(0, 1)]
    [TestCase(9, 1)]
    [TestCase(10, 0.95)]
    [TestCase(19, 0.95)]
    [TestCase(20, 0.9025)]
    public void The_learning_rate_changes_after_every_so_many_epochs(int epoch, double multiple) =>
        new StepDecay(0.95, EveryEpochs: 10).At(epoch).Should().BeApproximately(multiple, 1e-15);

    [Test]
    public void All_numbers_out_of_range_are_reported_together()
    {
        var recipe = Student with { Epochs = 0, BatchSize = -1, LabelSmoothing = 1, Network = Student.Network with { Dropout = 1 } };

        FluentActions.Invoking(recipe.Validate).Should().Throw<ArgumentException>()
            .WithMessage("*Epochs is 0*BatchSize is -1*Network.Dropout is 1*LabelSmoothing is 1*");
    }

    [Test]
    public void A_network_of_another_size_than_the_name_says_is_refused()
    {
        var recipe = Student with { Network = Student.Network with { Architecture = Architecture.Full } };

        FluentActions.Invoking(recipe.Validate).Should().Throw<ArgumentException>()
            .WithMessage("*expected Reduced*RS_tempT_from_FT_temp1*");
    }
}
