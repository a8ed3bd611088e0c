using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Networks;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

/// <summary>A model in training goes on from its last checkpoint in the store.</summary>
[TestFixture]
public sealed class StoredCheckpointsTest
{
    private const int Epochs = 4;

    private static readonly BuildStamp Stamp = new("core", "attacks", "attributions", "commit", "0.1.0");
    private static readonly ImageSet Data = RandomNetworks.LabelledImages(side: 16, classes: 4, count: 40);

    private TemporaryFolder _folder = null!;
    private List<string> _notices = [];

    private static ModelId Id => new(
        new Recipe
        {
            Model = ModelName.Parse("RT_temp1"),
            DistillationTemperature = 20,
            Network = new NetworkSpecification(NetworkSpecification.Cifar10, Architecture.Reduced, Dropout: 0.5)
            {
                Classes = Data.ClassCount,
                ImageSide = Data.Shape.Width,
                Width = 0.125,
            },
            Epochs = Epochs,
            BatchSize = 16,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.003),
            Schedule = new StepDecay(0.5, EveryEpochs: 2),
        },
        Seed: 42);

    [SetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _notices = [];
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void An_interrupted_model_goes_on_where_it_was_and_ends_with_the_same_bits()
    {
        var whole = Get("uncut");
        using var interruption = new CancellationTokenSource();

        FluentActions.Invoking(() => Get("cut", notice => CancelAt(notice, "epoch 2 of", interruption), cancellation: interruption.Token))
            .Should().Throw<OperationCanceledException>();
        var resumed = Get("cut");

        _notices.Should().Contain($"RT_temp1 (seed 42) goes on from epoch 2 of {Epochs}.");
        resumed.Network.Parameters.ToArray().Should().Equal(whole.Network.Parameters.ToArray());
        resumed.EpochLosses.Should().Equal(whole.EpochLosses);
        resumed.Key.Should().Be(whole.Key);
    }

    [Test]
    public void A_finished_model_leaves_no_checkpoint()
    {
        var model = Get("store");

        Open("store").Enumerate().Select(entry => entry.Hash).Should().Equal(model.Key.Hash);
        _notices.Should().Contain(notice => notice.StartsWith($"RT_temp1 (seed 42): epoch {Epochs - 1} of {Epochs}, loss "), "one was written");
    }

    [Test]
    public void A_damaged_checkpoint_is_set_aside_and_the_training_begins_anew()
    {
        var whole = Get("uncut");
        using var interruption = new CancellationTokenSource();
        FluentActions.Invoking(() => Get("cut", notice => CancelAt(notice, "epoch 2 of", interruption), cancellation: interruption.Token))
            .Should().Throw<OperationCanceledException>();
        var checkpoint = Open("cut").Enumerate().Single().Path;
        var bytes = File.ReadAllBytes(checkpoint);
        bytes[^1] ^= 1;
        File.WriteAllBytes(checkpoint, bytes);

        var again = Get("cut");

        _notices.Should().NotContain(notice => notice.Contains("goes on from"));
        again.Network.Parameters.ToArray().Should().Equal(whole.Network.Parameters.ToArray());
    }

    [Test]
    public void A_training_of_seconds_writes_none()
    {
        Get("store", clock: TimeProvider.System);

        _notices.Should().BeEmpty();
    }

    private static void CancelAt(string notice, string words, CancellationTokenSource interruption)
    {
        if (notice.Contains(words))
        {
            interruption.Cancel();
        }
    }

    private StoredModel<ImageNetwork> Get(
        string store, Action<string>? onNotice = null, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        var origin = new TrainingOrigin(Stamp, "cpu", "Some CPU", "none", Threads: 1, clock ?? new HurriedClock());
        var repository = new ModelRepository<ImageNetwork>(
            Open(store, onNotice), new ImageModelTrainer("tiny", Data, new SimdBackend()), origin, new Progress<TrainingProgress>());
        return repository.Get([Id], cancellation).Single();
    }

    private ArtifactStore Open(string store, Action<string>? onNotice = null) => new(
        Path.Combine(_folder.Path, store),
        notice =>
        {
            _notices.Add(notice);
            onNotice?.Invoke(notice);
        },
        TimeProvider.System);
}
