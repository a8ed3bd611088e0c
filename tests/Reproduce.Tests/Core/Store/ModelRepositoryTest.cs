using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class ModelRepositoryTest
{
    private static readonly BuildStamp Stamp = new("commit", "0.1.0");

    private string _folder = "";
    private List<TrainingProgress> _progress = [];

    [SetUp]
    public void CreateFolder()
    {
        _folder = Directory.CreateTempSubdirectory("reproduce-toy-models-").FullName;
        _progress = [];
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_student_brings_its_teacher_along_and_depends_on_it()
    {
        var student = Open().Get([Id("FS_tempT_from_RT_tempT")]).Single();

        var teacher = Open().Get([Id("RT_tempT")]).Single();
        student.Key.Parts["teacher"].Should().Be(teacher.Key.Hash);
        teacher.Key.Parts["teacher"].Should().Be("none");
        _progress.Select(report => report.Total).Should().Equal(1, 1);
    }

    [Test]
    public void A_stored_model_is_not_trained_again_and_has_the_same_bits()
    {
        var trained = Open().Get([Id("RT_temp1")]).Single();
        _progress.Clear();

        var stored = Open().Get([Id("RT_temp1")]).Single();

        _progress.Should().BeEmpty();
        stored.Network.Parameters.ToArray().Should().Equal(trained.Network.Parameters.ToArray());
        stored.EpochLosses.Should().Equal(trained.EpochLosses);
        stored.Provenance.Should().Be(trained.Provenance);
    }

    [Test]
    public void Models_come_in_the_order_of_their_ids_however_often_one_is_named()
    {
        ModelId[] ids = [Id("FS_temp1_from_RT_temp1"), Id("RT_temp1"), Id("FT_temp1"), Id("RT_temp1")];

        var models = Open().Get(ids);

        models.Select(model => model.Id).Should().Equal(ids);
        _progress.Should().HaveCount(3);
    }

    [Test]
    public void Everything_that_decides_a_training_makes_another_key()
    {
        var recipe = Id("RT_temp1").Recipe;
        ModelId[] ids =
        [
            new(recipe, 42),
            new(recipe, 43),
            new(recipe with { Epochs = 2 }, 42),
            new(recipe with { Optimizer = recipe.Optimizer with { LearningRate = 0.02 } }, 42),
            new(recipe with { DistillationTemperature = 20 }, 42),
        ];

        var keys = Open().Get(ids).Select(model => model.Key.Hash).ToList();
        keys.Add(Open(Behaviour.Current with { ToyTraining = new("another") }).Get([ids[0]]).Single().Key.Hash);
        keys.Add(Open(data: ToyRing.Generate(seed: 1)).Get([ids[0]]).Single().Key.Hash);

        keys.Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void Other_images_attacks_and_attributions_leave_the_key_of_a_toy_model()
    {
        var others = Behaviour.Current with { ImageTraining = new("another"), Attacks = new("another"), Attributions = new("another") };

        Open(others).KeyOf(Id("RT_temp1")).Should().Be(Open().KeyOf(Id("RT_temp1")));
    }

    [Test]
    public void The_provenance_says_who_trained_it_where()
    {
        var provenance = Open().Get([Id("RT_temp1")]).Single().Provenance;

        provenance.Commit.Should().Be("commit");
        provenance.Device.Should().Be("cpu");
        provenance.Processor.Should().NotBeNullOrWhiteSpace();
        provenance.LibTorchVersion.Should().Be("none");
        provenance.Runtime.Should().Be(System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription).And.StartWith(".NET ");
        provenance.TrainingDuration.Should().BePositive();
    }

    [Test]
    public void Weights_keep_their_PyTorch_names_and_shapes()
    {
        var model = Open().Get([Id("RT_temp1")]).Single();

        PerceptronWeights.ToNamedArrays(model.Network).Select(array => array.ToString()).Should().Equal(
            "classifier.0.weight [16, 2]", "classifier.0.bias [16]", "classifier.2.weight [3, 16]", "classifier.2.bias [3]");
    }

    [Test]
    public void Weights_with_one_missing_are_refused_by_its_name()
    {
        var arrays = PerceptronWeights.ToNamedArrays(Open().Get([Id("RT_temp1")]).Single().Network);

        FluentActions.Invoking(() => PerceptronWeights.FromNamedArrays(arrays.RemoveAt(1)))
            .Should().Throw<ArgumentException>().WithMessage("'classifier.0.bias' is missing*");
    }

    [Test]
    public void A_stored_model_with_a_missing_tensor_is_an_error_that_names_tensor_and_file()
    {
        var key = Open().Get([Id("RT_temp1")]).Single().Key;
        var store = new ArtifactStore(_folder, _ => { }, TimeProvider.System);
        var artifact = store.TryRead(key)!;
        store.Write(artifact with { Weights = artifact.Weights.RemoveAt(1) });

        FluentActions.Invoking(() => Open().Get([Id("RT_temp1")]))
            .Should().Throw<ArtifactStoreException>().WithMessage($"*'{store.PathOf(key)}'*'classifier.0.bias' is missing*");
    }

    private static ModelId Id(string model) => new(ToyExperiment.Recipe(ModelName.Parse(model), 10) with { Epochs = 1 }, Seed: 42);

    private ModelRepository<Perceptron> Open(Behaviour? behaviour = null, ToyRing? data = null) => new(
        new ArtifactStore(_folder, _ => { }, TimeProvider.System),
        new ToyModelTrainer(data ?? ToyRing.Generate()),
        TrainingOrigin.Managed(Stamp, TimeProvider.System) with { Behaviour = behaviour ?? Behaviour.Current },
        new Recorder(_progress));

    /// <summary>Reports at once, where <see cref="Progress{T}"/> would report later, on another thread.</summary>
    private sealed class Recorder(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }
}
