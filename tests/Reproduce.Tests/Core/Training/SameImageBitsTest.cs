using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Training;

/// <summary>
/// Pins the bits of trained image models. For those of an older processor see <see cref="SameBitsTest"/>.
/// </summary>
[TestFixture]
public sealed class SameImageBitsTest
{
    private static readonly ImageSet Data = RandomNetworks.LabelledImages(side: 16, classes: 5, count: 70);

    [Test]
    public void A_teacher_and_its_student_have_the_same_bits_on_every_x64_processor()
    {
        Assume.That(
            RuntimeInformation.ProcessArchitecture,
            Is.EqualTo(System.Runtime.InteropServices.Architecture.X64),
            "The bits are known only for x64.");
        var teacher = Train("FT_tempT", teacher: null);
        var student = Train("RS_tempT_from_FT_tempT", teacher);

        Hash(teacher).Should().Be("053580b10d3df8c51851d49570b76b24c03513680b5c95fec5c032d0957276e0");
        Hash(student).Should().Be("921460645e9cfe6cfe21dcaef9418e3bc2b0b8a5bd917b00862be11409eaab40");
    }

    private static ImageNetwork Train(string name, ImageNetwork? teacher)
    {
        var model = ModelName.Parse(name);
        var recipe = new Recipe
        {
            Model = model,
            DistillationTemperature = 20,
            Network = RandomNetworks.Specification(NetworkSpecification.Cifar10, model.Architecture, 16, 0.15, classes: 5, dropout: 0.5),
            Epochs = 3,
            BatchSize = 32,
            Optimizer = new OptimizerSettings(OptimizerKind.AdamW, LearningRate: 0.004, WeightDecay: 0.2),
            Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 2),
        };
        var run = new TrainingRun<ImageNetwork>(new ModelId(recipe, 42), teacher);
        return new SimdBackend().Train([run], Data, threads: 1).Single().Network;
    }

    private static string Hash(ImageNetwork network) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters)));
}
