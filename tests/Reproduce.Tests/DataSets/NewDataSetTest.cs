using Reproduce.Cli.Doctor;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Tests.Cli;
using Reproduce.Tests.Core.Store;
using Reproduce.Torch.Native;

namespace Reproduce.Tests.DataSets;

/// <summary>A new data set takes one definition, as the one in this file, and its place in the list.</summary>
[TestFixture]
public sealed class NewDataSetTest
{
    /// <summary>Grey images, of which the second class is brighter.</summary>
    private static readonly DataSet DarkAndBright = new()
    {
        Title = "Dark and bright",
        CommandName = "dark-and-bright",
        Quick = Signs.Definition.Quick with
        {
            DataSet = "Dark and bright",
            ImageSide = 16,
            Classes = 2,
            TrainImages = 8,
            TestImages = 4,
            AttributedImages = 4,
            Epochs = 30,
            BatchSize = 4,
        },
        Paper = Signs.Definition.Paper with { DataSet = "Dark and bright" },
        Read = (experiment, _) => new ImageData(
            "Dark and bright",
            ["dark", "bright"],
            Draw(experiment.TrainImages!.Value, experiment.ImageSide),
            Draw(experiment.TestImages, experiment.ImageSide)),
    };

    private static readonly ModelId Teacher = new(DarkAndBright.Quick.Recipe(ModelName.Parse("RT_temp1")), 42);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void It_is_loaded_in_the_size_of_its_experiment()
    {
        var data = DarkAndBright.Load(_ => null, DarkAndBright.Quick);

        (data.Train.Count, data.Test.Count, data.Train.Shape).Should().Be((8, 4, new ImageShape(3, 16, 16)));
        DarkAndBright.Quick.TrainingSetOf(data).Labels.Should().Equal(0, 1, 0, 1, 0, 1, 0, 1);
    }

    [Test]
    public async Task The_command_line_finds_it_by_its_name_and_trains_models_that_the_repository_finds_and_that_tell_its_classes_apart()
    {
        var run = await CliRun.Of(_folder.Path, "train dark-and-bright --model RT_temp1 --seed 42", WithDarkAndBright);

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("1 model trained");
        var data = DarkAndBright.Load(_ => null, DarkAndBright.Quick);
        var repository = RepositoryOf(DarkAndBright.Quick.TrainingSetOf(data));
        repository.IsStored(Teacher).Should().BeTrue();
        repository.Get([Teacher])[0].EpochLosses[^1].Should().BeLessThan(0.1, "guessing has a loss of 0.69");
    }

    [Test]
    public void The_doctor_tries_it()
    {
        var host = WithDarkAndBright(CliRun.Host(
            TextWriter.Null,
            TextWriter.Null,
            name => CliRun.EnvironmentIn(_folder.Path).GetValueOrDefault(name),
            TimeProvider.System,
            _folder.Path));

        var check = Checks.All(host, () => new ComputeDevice(ComputeDevice.Cpu, "A processor", "2.10.0"))
            .Single(check => check.What == "Dark and bright");

        (check.State, check.Found).Should().Be((CheckState.Ok, "drawn (2 images tried)"));
    }

    [Test]
    public async Task There_is_nothing_to_fetch()
    {
        var run = await CliRun.Of(_folder.Path, "data fetch dark-and-bright", WithDarkAndBright);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("'cifar10'").And.Contain("'tsrd'");
    }

    private static CliHost WithDarkAndBright(CliHost host) => host with { DataSets = [.. host.DataSets, DarkAndBright] };

    private static ImageSet Draw(int count, int side)
    {
        var shape = new ImageShape(Channels: 3, side, side);
        int[] labels = [.. Enumerable.Range(0, count).Select(index => index % 2)];
        byte[] pixels = [.. labels.SelectMany(label => Enumerable.Repeat((byte)(40 + (160 * label)), shape.Size))];
        return new ImageSet(shape, classCount: 2, pixels, [.. labels]);
    }

    private ModelRepository<ImageNetwork> RepositoryOf(ImageSet images) => new(
        new ArtifactStore(_folder["store"], _ => { }, TimeProvider.System),
        new ImageModelTrainer("Dark and bright", images, new SimdBackend()),
        TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System),
        new Progress<TrainingProgress>());
}
