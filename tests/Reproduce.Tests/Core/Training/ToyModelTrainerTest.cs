using CsCheck;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Training;

[TestFixture]
public sealed class ToyModelTrainerTest
{
    private static readonly ToyRing Toy = ToyRing.Generate();

    [Test]
    public void The_same_run_gives_the_same_bits_with_any_other_runs_and_any_number_of_threads()
    {
        var runs = Flavours.Teachers.Select(model => new TrainingRun<Perceptron>(new ModelId(Short(model, 40), 42))).ToArray();

        var alone = new ToyModelTrainer(Toy).Train([runs[2]], threads: 1).Single();
        var together = new ToyModelTrainer(Toy).Train(runs, threads: 3).Single(result => result.Id == runs[2].Id);

        together.Network.Parameters.ToArray().Should().Equal(alone.Network.Parameters.ToArray());
        together.Losses.Steps.Should().Equal(alone.Losses.Steps);
    }

    [Test]
    public void Another_seed_another_role_and_another_size_start_from_other_weights_and_nothing_else_does() =>
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 3], Gen.Int[42, 61]).ArrayUnique[2].Sample(
            runs =>
            {
                float[][] weights =
                    [.. runs.Select(run => FirstWeights(Flavours.All[run.Item1], ToyExperiment.Temperatures[run.Item2], run.Item3))];
                return weights[0][0] == weights[1][0] == (Start(runs[0]) == Start(runs[1]));
            },
            iter: 100);

    [Test]
    public void More_threads_than_can_run_at_once_are_no_error() =>
        new ToyModelTrainer(Toy).Train([Run(Short("FT_temp1", 10))], threads: 1024).Should().ContainSingle();

    [Test]
    public void An_epoch_has_the_mean_loss_of_its_steps()
    {
        var losses = new ToyModelTrainer(Toy).Train([Run(Short("FT_temp1", 10))], threads: 1).Single().Losses;

        losses.Steps.Should().HaveCount(8);
        losses.Epochs.Should().HaveCount(2);
        losses.Epochs[1].Should().BeApproximately(losses.Steps.Skip(4).Average(), 1e-12);
    }

    [Test]
    public void A_batch_that_does_not_divide_the_samples_leaves_a_smaller_last_one()
    {
        var recipe = Short("RT_temp1", 10) with { BatchSize = 500 };

        var losses = new ToyModelTrainer(Toy).Train([Run(recipe)], threads: 1).Single().Losses;

        losses.Steps.Should().HaveCount(6);
        losses.Steps.Should().OnlyContain(loss => loss > 0.2 && loss < 3);
    }

    [Test]
    public void A_loss_that_is_not_a_number_stops_the_run_with_the_models_name_and_step()
    {
        var recipe = Short("FT_temp1", 10);
        recipe = recipe with { Optimizer = recipe.Optimizer with { LearningRate = 1e30 } };

        FluentActions.Invoking(() => new ToyModelTrainer(Toy).Train([Run(recipe)], threads: 2).ToList())
            .Should().Throw<TrainingDivergedException>().WithMessage("*FT_temp1 (seed 42) became * at step 2:*");
    }

    [Test]
    public void A_student_without_its_teacher_is_refused() =>
        FluentActions.Invoking(() => new ToyModelTrainer(Toy).Train([Run(Short("FS_temp1_from_RT_tempT", 10))], threads: 1))
            .Should().Throw<ArgumentException>().WithMessage("*FS_temp1_from_RT_tempT is a student: it needs the trained RT_tempT*");

    [Test]
    public void A_cancelled_training_stops()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        TrainingRun<Perceptron>[] runs = [Run(Short("FT_temp1", 10))];

        FluentActions.Invoking(() => new ToyModelTrainer(Toy).Train(runs, threads: 1, cancellation: cancellation.Token).ToList())
            .Should().Throw<OperationCanceledException>();
    }

    [Test]
    public void Dropout_changes_the_training_but_not_its_start()
    {
        var plain = Short("FT_temp1", 10);
        var dropping = plain with { Network = plain.Network with { Dropout = 0.5 } };

        var without = new ToyModelTrainer(Toy).Train([Run(plain)], threads: 1).Single();
        var with = new ToyModelTrainer(Toy).Train([Run(dropping)], threads: 1).Single();

        with.Losses.Steps[0].Should().NotBe(without.Losses.Steps[0]).And.BeApproximately(without.Losses.Steps[0], 0.2);
        with.Network.Parameters.ToArray().Should().NotEqual(without.Network.Parameters.ToArray());
    }

    private static TrainingRun<Perceptron> Run(Recipe recipe) => new(new ModelId(recipe, 42));

    private static Recipe Short(string model, double temperature) => Short(ModelName.Parse(model), temperature);

    private static Recipe Short(ModelName model, double temperature) => ToyExperiment.Recipe(model, temperature) with { Epochs = 2 };

    private static (Architecture Size, bool IsStudent, int Seed) Start((int Model, int Temperature, int Seed) run) =>
        (Flavours.All[run.Model].Architecture, Flavours.All[run.Model].IsStudent, run.Seed);

    private static float[] FirstWeights(ModelName model, int temperature, int seed)
    {
        var recipe = ToyExperiment.Recipe(model, temperature);
        var random = new TrainingStreams(recipe, seed).Initialization();
        return InitialWeights.OfPerceptron(recipe.Network.HiddenUnits, random).Parameters.ToArray();
    }
}
