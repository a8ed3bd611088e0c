using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Tests.Torch.Networks;
using Reproduce.Torch.Networks;
using Reproduce.Torch.Training;
using static TorchSharp.torch;

namespace Reproduce.Tests.Torch.Training;

[TestFixture]
[UsesLibTorch]
public sealed class ModuleTrainerTest
{
    private static readonly ToyRing Toy = ToyRing.Generate();

    [TestCase("RT_temp1", 10)]
    [TestCase("FT_temp1", 100)]
    [TestCase("RT_tempT", 10)]
    [TestCase("FT_tempT", 40)]
    [TestCase("FT_tempT", 100)]
    public void An_ensemble_of_one_follows_the_plain_trainers_losses_over_all_steps(string name, double temperature)
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse(name), temperature);
        using var scope = NewDisposeScope();
        var run = new TrainingRun<Perceptron>(new ModelId(recipe, 42));


        var ensemble = new ToyModelTrainer(Toy).Train([run], threads: 1).Single();
        var (plain, _) = Train(recipe, OneHot());

        ShouldAgree(ensemble.Losses, plain);
    }

    [TestCase("FS_tempT_from_FT_tempT", 40)]
    [TestCase("RS_tempT_from_FT_tempT", 100)]
    [TestCase("FS_temp1_from_RT_temp1", 10)]
    public void A_student_of_the_same_teacher_follows_too(string name, double temperature)
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse(name), temperature);
        using var scope = NewDisposeScope();
        var teacherRecipe = ToyExperiment.Recipe(recipe.Model.Teacher!, temperature);
        var (_, teacher) = Train(teacherRecipe, OneHot());
        var run = new TrainingRun<Perceptron>(new ModelId(recipe, 42), new Perceptron([.. ModuleWeights.Of(teacher)]));


        var ensemble = new ToyModelTrainer(Toy).Train([run], threads: 1).Single();
        var (plain, _) = Train(recipe, SoftLabels.Of(teacher, Points(), temperature));

        ShouldAgree(ensemble.Losses, plain);
    }

    [Test]
    public void The_same_run_gives_the_same_bits_twice()
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse("FT_tempT"), 40) with { Epochs = 5 };
        recipe = recipe with { Network = recipe.Network with { Dropout = 0.5 } };
        using var scope = NewDisposeScope();

        var (firstLosses, first) = Train(recipe, OneHot());
        var (secondLosses, second) = Train(recipe, OneHot());

        secondLosses.Steps.Should().Equal(firstLosses.Steps);
        ModuleWeights.Of(second).Should().Equal(ModuleWeights.Of(first));
    }

    [Test]
    public void A_loss_that_is_not_a_number_stops_the_run_with_the_models_name_and_step()
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse("FT_temp1"), 10);
        recipe = recipe with { Optimizer = recipe.Optimizer with { LearningRate = 1e30 } };
        using var scope = NewDisposeScope();

        FluentActions.Invoking(() => Train(recipe, OneHot()))
            .Should().Throw<TrainingDivergedException>().WithMessage("*FT_temp1 (seed 42) became * at step 2:*");
    }

    [Test]
    public void Adam_with_decoupled_decay_shrinks_the_weights()
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse("FT_temp1"), 10) with { Epochs = 20 };
        using var scope = NewDisposeScope();

        var (_, plain) = Train(recipe, OneHot());
        var (_, decayed) = Train(recipe with { Optimizer = new OptimizerSettings(OptimizerKind.AdamW, 0.01, WeightDecay: 1) }, OneHot());

        Norm(decayed).Should().BeLessThan(Norm(plain));

        static double Norm(ToyPerceptronModule network) => ModuleWeights.Of(network).Sum(value => value * value);
    }

    [Test]
    public void A_trained_network_is_left_in_evaluation_mode_under_pytorchs_names()
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse("RT_temp1"), 10) with { Epochs = 1 };
        using var scope = NewDisposeScope();

        var (_, network) = Train(recipe, OneHot());

        network.training.Should().BeFalse();
        network.state_dict().Keys.Should().Equal("classifier.0.weight", "classifier.0.bias", "classifier.2.weight", "classifier.2.bias");
    }

    [Test]
    public void A_thousand_steps_leave_no_tensor_behind()
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse("RT_temp1"), 10) with { Epochs = 3 };
        using var scope = NewDisposeScope();
        using var inputs = Points();
        using var targets = OneHot();
        using var network = new ToyPerceptronModule(recipe.Network.HiddenUnits);
        ModuleTrainer.Train(network, recipe, 42, inputs, targets);
        var before = Tensor.TotalCount;

        ModuleTrainer.Train(network, recipe with { Epochs = 250 }, 42, inputs, targets);

        Tensor.TotalCount.Should().BeLessThanOrEqualTo(before);
    }

    private static void ShouldAgree(LossHistory ensemble, LossHistory plain)
    {
        ensemble.Steps.Should().HaveCount(400);
        ensemble.Steps.Zip(plain.Steps, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-4);
    }

    private static (LossHistory Losses, ToyPerceptronModule Network) Train(Recipe recipe, Tensor targets)
    {
        var network = new ToyPerceptronModule(recipe.Network.HiddenUnits, recipe.Network.Dropout);
        return (ModuleTrainer.Train(network, recipe, 42, Points(), targets), network);
    }

    private static Tensor Points() =>
        stack([tensor(Toy.X0.ToArray(), dtype: ScalarType.Float32), tensor(Toy.X1.ToArray(), dtype: ScalarType.Float32)], dim: 1);

    private static Tensor OneHot() => tensor(LabelProbabilities.Hard(Toy.Labels, ToyRing.ClassCount), [Toy.Count, ToyRing.ClassCount]);
}
