using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Files;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Networks;
using Reproduce.Torch;
using Reproduce.Torch.Native;
using Reproduce.Torch.Training;

namespace Reproduce.Tests.Torch;

/// <summary>The choice of the backend by environment variables.</summary>
[TestFixture]
public sealed class BackendChoiceTest
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase("CPU")]
    public void The_hand_written_backend_is_the_default(string? device) => Choose(device).Should().BeOfType<SimdBackend>();

    [Test]
    public void Libtorch_trains_on_the_processor_where_it_is_asked_to()
    {
        var settings = Torch("bf16", "3");

        settings.Compute.Name.Should().Be("cpu");
        (settings.Precision, settings.ModelsAtOnce).Should().Be((TrainingPrecision.BFloat16, 3));
    }

    [TestCase("gpu", null, null, "REPRODUCE_DEVICE is 'gpu'; expected cpu, libtorch or cuda.")]
    [TestCase("libtorch", "fp8", null, "REPRODUCE_PRECISION is 'fp8'; expected single, tf32 or bf16.")]
    [TestCase("libtorch", null, "0", "REPRODUCE_MODELS_AT_ONCE is '0'; expected 1 to 64.")]
    [TestCase(null, "tf32", null, "*are for libtorch's devices*")]
    [TestCase("cpu", null, "2", "*are for libtorch's devices*")]
    public void Other_values_are_refused_with_what_is_expected(string? device, string? precision, string? models, string message) =>
        FluentActions.Invoking(() => Choose(device, precision, models)).Should().Throw<ArgumentException>().WithMessage(message);

    [TestCase(null, null)]
    [TestCase("libtorch", null)]
    [TestCase("libtorch", "bf16")]
    public void The_label_is_that_of_the_backend(string? device, string? precision) =>
        BackendChoice.LabelOf(Environment(device, precision)).Should().Be(Choose(device, precision).Label);

    [TestCase("Paper", null, true, "cuda:0 SinglePrecision")]
    [TestCase("paper", "", true, "cuda:0 SinglePrecision")]
    [TestCase("Paper", null, false, "")]
    [TestCase("Paper", "cpu", true, "")]
    [TestCase("Quick", null, true, "")]
    [TestCase(null, null, true, "")]
    public void A_card_is_the_default_of_the_Paper_profile_alone(string? profile, string? device, bool hasCard, string label) =>
        BackendChoice.LabelOf(
            variable => variable == Profile.EnvironmentVariable ? profile : Environment(device, null)(variable), _ => hasCard)
            .Should().Be(label);

    [Test]
    public void A_relative_folder_of_libtorch_is_an_error_of_the_choice()
    {
        var environment = Environment("libtorch", null);

        var choose = () => BackendChoice.Choose(name => name == LibTorchSource.EnvironmentVariable ? "torch/lib" : environment(name));

        choose.Should().Throw<IOException>().WithMessage("*REPRODUCE_LIBTORCH*torch/lib*");
    }

    [Test]
    public void A_relative_folder_of_libtorch_is_an_error_of_the_label_where_a_card_is_the_default()
    {
        string? Paper(string name) => name switch
        {
            Profile.EnvironmentVariable => "Paper",
            LibTorchSource.EnvironmentVariable => "torch/lib",
            _ => null,
        };

        var label = () => BackendChoice.LabelOf(
            Paper, environment => FolderVariable.Read(environment, LibTorchSource.EnvironmentVariable) is not null);

        label.Should().Throw<IOException>().WithMessage("*REPRODUCE_LIBTORCH*torch/lib*");
    }

    [Test]
    public void The_label_needs_no_libtorch()
    {
        var environment = Environment("cuda", "tf32");

        var label = BackendChoice.LabelOf(name => name == LibTorchSource.EnvironmentVariable
            ? throw new InvalidOperationException("libtorch is looked for")
            : environment(name));

        label.Should().Be("cuda:0 TensorFloat32");
    }

    [Test]
    public void Models_of_libtorch_have_keys_of_their_own()
    {
        var data = RandomNetworks.LabelledImages(side: 16, classes: 4, count: 8);
        var settings = Torch();

        string[] hashes =
        [
            KeyOf(data, new SimdBackend()).Hash,
            KeyOf(data, new TorchBackend(settings)).Hash,
            KeyOf(data, new TorchBackend(settings with { Precision = TrainingPrecision.BFloat16 })).Hash,
        ];

        hashes.Should().OnlyHaveUniqueItems();
        KeyOf(data, new TorchBackend(settings with { ModelsAtOnce = 2 })).Should().Be(
            KeyOf(data, new TorchBackend(settings)), "models at once are the same models");
    }

    private static TorchSettings Torch(string? precision = null, string? models = null) =>
        Choose("libtorch", precision, models).Should().BeOfType<TorchBackend>().Subject.Settings;

    private static IBackend Choose(string? device, string? precision = null, string? models = null) =>
        BackendChoice.Choose(Environment(device, precision, models));

    private static Func<string, string?> Environment(string? device, string? precision, string? models = null) =>
        variable => variable switch
        {
            BackendChoice.DeviceVariable => device,
            BackendChoice.PrecisionVariable => precision,
            BackendChoice.ModelsVariable => models,
            _ => System.Environment.GetEnvironmentVariable(variable),
        };

    private static ArtifactKey KeyOf(ImageSet data, IBackend backend)
    {
        var store = new ArtifactStore("unused", _ => { }, TimeProvider.System);
        var repository = new ModelRepository<ImageNetwork>(
            store,
            new ImageModelTrainer("Tiny", data, backend),
            TrainingOrigin.Of(BuildStamp.Current, TimeProvider.System, backend.Device),
            new Progress<TrainingProgress>());
        return repository.KeyOf(new ModelId(Signs.Definition.Quick.Recipe(ModelName.Parse("RT_temp1")), 42));
    }
}
