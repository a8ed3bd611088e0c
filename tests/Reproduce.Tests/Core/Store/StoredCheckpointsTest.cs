using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Files;
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

    private static readonly BuildStamp Stamp = new("commit", "0.1.0");
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
        Interrupt("cut");

        var resumed = Get("cut");

        _notices.Should().Contain($"RT_temp1 (seed 42) goes on from epoch 2 of {Epochs}.");
        resumed.Network.Parameters.ToArray().Should().Equal(whole.Network.Parameters.ToArray());
        resumed.EpochLosses.Should().Equal(whole.EpochLosses);
        resumed.Key.Should().Be(whole.Key);
    }

    [Test]
    public void The_time_before_an_interruption_counts_for_the_model()
    {
        var whole = Get("uncut");
        Interrupt("cut");
        var store = Open("cut");
        var checkpoint = store.TryRead(StoredCheckpoints.KeyOf(whole.Key))!;
        var measured = checkpoint.Measurements["elapsed_seconds"];
        store.Write(checkpoint with { Measurements = checkpoint.Measurements.SetItem("elapsed_seconds", 3600) });

        var resumed = Get("cut");

        measured.Should().BePositive();
        resumed.Provenance.TrainingDuration.Should().BeGreaterThan(TimeSpan.FromHours(1));
    }

    [Test]
    public void A_finished_model_leaves_no_checkpoint()
    {
        var model = Get("store");

        Open("store").Inventory.Enumerate().Select(entry => entry.Hash).Should().Equal(model.Key.Hash);
        _notices.Should().Contain(
            notice => notice.StartsWith($"RT_temp1 (seed 42): epoch {Epochs - 1} of {Epochs}, loss "), "one was written");
    }

    [Test]
    public void A_damaged_checkpoint_is_set_aside_and_the_training_begins_anew()
    {
        var whole = Get("uncut");
        Interrupt("cut");
        var checkpoint = Open("cut").Inventory.Enumerate().Single().Path;
        var bytes = File.ReadAllBytes(checkpoint);
        bytes[^1] ^= 1;
        File.WriteAllBytes(checkpoint, bytes);

        var again = Get("cut");

        _notices.Should().NotContain(notice => notice.Contains("goes on from"));
        again.Network.Parameters.ToArray().Should().Equal(whole.Network.Parameters.ToArray());
    }

    [Test]
    public void A_checkpoint_that_finds_no_room_costs_a_notice_and_not_the_training()
    {
        var whole = Get("uncut");
        _notices.Clear();
        var checkpoint = StoredCheckpoints.KeyOf(whole.Key).Hash;

        var model = Get(
            "full", createFile: path => path.Contains(checkpoint) ? throw new IOException("No space left.", 28) : AtomicFile.Create(path));

        model.Network.Parameters.ToArray().Should().Equal(whole.Network.Parameters.ToArray());
        _notices.Should().ContainSingle().Which.Should().StartWith("RT_temp1 (seed 42) is trained on without a checkpoint after epoch 1: ")
            .And.Contain("No space left");
    }

    [TestCase("order")]
    [TestCase("dropout")]
    [TestCase("dropout_next")]
    public void A_checkpoint_of_another_format_is_not_used_and_the_training_starts_over(string missing)
    {
        var whole = Get("uncut");
        Interrupt("cut");
        var store = Open("cut");
        var checkpoint = store.TryRead(StoredCheckpoints.KeyOf(whole.Key))!;
        store.Write(checkpoint with
        {
            Weights = checkpoint.Weights.RemoveAll(array => array.Name == missing),
            Measurements = checkpoint.Measurements.Remove(missing),
        });

        ShouldStartOver("cut", whole, store.PathOf(checkpoint.Key), missing);
    }

    [TestCase("parameters")]
    [TestCase("first_moments")]
    [TestCase("sample_order")]
    [TestCase("order")]
    public void A_checkpoint_of_another_size_is_not_used_and_the_training_starts_over(string shorter)
    {
        var whole = Get("uncut");
        Interrupt("cut");
        var store = Open("cut");
        var checkpoint = store.TryRead(StoredCheckpoints.KeyOf(whole.Key))!;
        var array = checkpoint[shorter];
        store.Write(checkpoint with
        {
            Weights = checkpoint.Weights.Replace(array, new NamedArray(shorter, [array.Values.Length - 2], array.Values[2..])),
        });

        ShouldStartOver("cut", whole, store.PathOf(checkpoint.Key), "its content is not what is looked for");
    }

    [Test]
    public void A_training_of_seconds_writes_none()
    {
        Get("store", clock: TimeProvider.System);

        _notices.Should().BeEmpty();
    }

    private void Interrupt(string store)
    {
        using var interruption = new CancellationTokenSource();
        FluentActions.Invoking(() => Get(store, notice => CancelAt(notice, "epoch 2 of", interruption), cancellation: interruption.Token))
            .Should().Throw<OperationCanceledException>();
        _notices.Clear();
    }

    private void ShouldStartOver(string store, StoredModel<ImageNetwork> whole, string path, string reason)
    {
        var again = Get(store);

        _notices[0].Should().StartWith("RT_temp1 (seed 42) starts over, as its checkpoint cannot be used: ")
            .And.Contain(path).And.Contain(reason);
        _notices[1].Should().StartWith("RT_temp1 (seed 42): epoch 1 of");
        again.Network.Parameters.ToArray().Should().Equal(whole.Network.Parameters.ToArray());
        Open(store).Inventory.Enumerate().Should().ContainSingle("the checkpoint is replaced and then removed");
    }

    private static void CancelAt(string notice, string words, CancellationTokenSource interruption)
    {
        if (notice.Contains(words))
        {
            interruption.Cancel();
        }
    }

    private StoredModel<ImageNetwork> Get(
        string store,
        Action<string>? onNotice = null,
        TimeProvider? clock = null,
        Func<string, Stream>? createFile = null,
        CancellationToken cancellation = default)
    {
        var origin = new TrainingOrigin(Stamp, "cpu", "Some CPU", "none", Threads: 1, clock ?? new HurriedClock());
        var repository = new ModelRepository<ImageNetwork>(
            Open(store, onNotice, createFile),
            new ImageModelTrainer("tiny", Data, new SimdBackend()),
            origin,
            new Progress<TrainingProgress>());
        return repository.Get([Id], cancellation).Single();
    }

    private ArtifactStore Open(string store, Action<string>? onNotice = null, Func<string, Stream>? createFile = null) => new(
        Path.Combine(_folder.Path, store),
        notice =>
        {
            _notices.Add(notice);
            onNotice?.Invoke(notice);
        },
        TimeProvider.System,
        createFile ?? AtomicFile.Create,
        ProcessIdentity.Current());
}
