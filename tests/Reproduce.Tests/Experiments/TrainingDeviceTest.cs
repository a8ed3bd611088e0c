using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.DeviceTraining;
using Reproduce.Core.Experiments;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Tests.Networks;

namespace Reproduce.Tests.Experiments;

/// <summary>What trains, by the environment.</summary>
[TestFixture]
public sealed class TrainingDeviceTest
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase("CPU")]
    public void Unless_asked_otherwise_the_hand_written_passes_train(string? device) => Choose(device).Should().BeNull();

    [Test]
    public void Libtorch_trains_on_the_processor_where_it_is_asked_to()
    {
        var settings = Choose("libtorch", "bf16", "3");

        settings!.Compute.Name.Should().Be("cpu");
        (settings.Precision, settings.ModelsAtOnce).Should().Be((TrainingPrecision.BFloat16, 3));
    }

    [TestCase("gpu", null, null, "REPRODUCE_DEVICE is 'gpu'; expected cpu, libtorch or cuda.")]
    [TestCase("libtorch", "fp8", null, "REPRODUCE_PRECISION is 'fp8'; expected single, tf32 or bf16.")]
    [TestCase("libtorch", null, "0", "REPRODUCE_MODELS_AT_ONCE is '0'; expected 1 to 64.")]
    [TestCase(null, "tf32", null, "*are for libtorch's devices*")]
    [TestCase("cpu", null, "2", "*are for libtorch's devices*")]
    public void Other_values_are_refused_with_what_is_expected(string? device, string? precision, string? models, string message) =>
        FluentActions.Invoking(() => Choose(device, precision, models)).Should().Throw<ArgumentException>().WithMessage(message);

    [Test]
    public void Models_of_libtorch_have_keys_of_their_own()
    {
        var data = RandomNetworks.LabelledImages(side: 16, classes: 4, count: 8);
        var settings = Choose("libtorch")!;

        string[] hashes =
        [
            KeyOf(data, device: null).Hash,
            KeyOf(data, settings).Hash,
            KeyOf(data, settings with { Precision = TrainingPrecision.BFloat16 }).Hash,
            KeyOf(data, settings, BuildStamp.Current with { DeviceTrainingHash = "another" }).Hash,
        ];

        hashes.Should().OnlyHaveUniqueItems();
        KeyOf(data, settings with { ModelsAtOnce = 2 }).Should().Be(KeyOf(data, settings), "models at once are the same models");
        KeyOf(data, device: null, BuildStamp.Current with { DeviceTrainingHash = "another" }).Should().Be(
            KeyOf(data, device: null), "the hand-written passes don't depend on it");
    }

    private static DeviceSettings? Choose(string? device, string? precision = null, string? models = null) => TrainingDevice.Choose(
        variable => variable switch
        {
            TrainingDevice.DeviceVariable => device,
            TrainingDevice.PrecisionVariable => precision,
            TrainingDevice.ModelsVariable => models,
            _ => Environment.GetEnvironmentVariable(variable),
        });

    private static ArtifactKey KeyOf(ImageSet data, DeviceSettings? device, BuildStamp? stamp = null)
    {
        var store = new ArtifactStore("unused", _ => { }, TimeProvider.System);
        var repository = new ModelRepository<ImageNetwork>(
            store,
            new ImageModelTrainer("Tiny", data, device),
            TrainingOrigin.Of(stamp ?? BuildStamp.Current, TimeProvider.System, device),
            new Progress<TrainingProgress>());
        return repository.KeyOf(new ModelId(Profile.Quick.Images.Signs.Recipe(ModelName.Parse("RT_temp1")), 42));
    }
}
