using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Training;

/// <summary>An interrupted training run resumes from its checkpoint and ends with the same bits.</summary>
[TestFixture]
public sealed class TrainingCheckpointTest
{
    private const int Epochs = 4;

    private static readonly ImageSet Data = RandomNetworks.LabelledImages(side: 16, classes: 4, count: 70);

    [Test]
    public void A_cut_training_ends_with_the_same_bits(
        [Values("FT_tempT", "RS_temp1_from_FT_temp1")] string model,
        [Values(OptimizerKind.Adam, OptimizerKind.AdamW)] OptimizerKind optimizer,
        [Range(1, Epochs - 1)] int cutAfter)
    {
        var run = Run(model, optimizer);
        var whole = Train(run, new KeptCheckpoint(cutAfter: int.MaxValue));
        var kept = new KeptCheckpoint(cutAfter);
        FluentActions.Invoking(() => Train(run, kept)).Should().Throw<OperationCanceledException>("the process is gone");

        var resumed = Train(run, new KeptCheckpoint(cutAfter: int.MaxValue, kept.Last));

        kept.Last!.EpochsDone.Should().Be(cutAfter);
        resumed.Network.Parameters.ToArray().Should().Equal(whole.Network.Parameters.ToArray());
        resumed.Losses.Steps.Should().Equal(whole.Losses.Steps);
        resumed.Losses.Epochs.Should().Equal(whole.Losses.Epochs);
    }

    [Test]
    public void Checkpoints_change_no_bit_of_an_uninterrupted_training()
    {
        var run = Run("FT_tempT", OptimizerKind.Adam);

        var with = Train(run, new KeptCheckpoint(cutAfter: int.MaxValue));

        with.Network.Parameters.ToArray().Should().Equal(Train(run, checkpoints: null).Network.Parameters.ToArray());
    }

    [Test]
    public void No_checkpoint_is_saved_after_the_last_epoch()
    {
        var kept = new KeptCheckpoint(cutAfter: int.MaxValue);

        Train(Run("RT_temp1", OptimizerKind.Adam), kept);

        kept.Last!.EpochsDone.Should().Be(Epochs - 1);
    }

    private static TrainedModel<ImageNetwork> Train(TrainingRun<ImageNetwork> run, ICheckpoints? checkpoints) =>
        new SimdBackend().Train([run], Data, threads: 1, _ => checkpoints ?? new NoCheckpoints()).Single();

    private static TrainingRun<ImageNetwork> Run(string name, OptimizerKind optimizer)
    {
        var model = ModelName.Parse(name);
        var recipe = new Recipe
        {
            Model = model,
            DistillationTemperature = 20,
            Network = new NetworkSpecification(NetworkSpecification.Cifar10, model.Architecture, Dropout: 0.5)
            {
                Classes = Data.ClassCount,
                ImageSide = Data.Shape.Width,
                Width = 0.125,
            },
            Epochs = Epochs,
            BatchSize = 32,
            Optimizer = new OptimizerSettings(optimizer, LearningRate: 0.003, WeightDecay: 0.01),
            Schedule = new StepDecay(0.5, EveryEpochs: 2),
        };
        var teacher = model.IsStudent ? new TrainingStreams(recipe.OfTeacher(), 7).InitialImageNetwork() : null;
        return new TrainingRun<ImageNetwork>(new ModelId(recipe, 42), teacher);
    }
}
