using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Training;

/// <summary>
/// Pins the bits of trained models. To reproduce those of an older processor, disable instructions by the environment variables
/// <c>DOTNET_EnableAVX512=0</c>, <c>DOTNET_EnableAVX2=0</c> (also disables fused multiply-add) or <c>DOTNET_EnableAVX=0</c>.
/// </summary>
[TestFixture]
public sealed class SameBitsTest
{
    private static readonly ToyRing Toy = ToyRing.Generate();

    [Test]
    public void A_teacher_and_its_student_have_the_same_bits_on_every_x64_processor()
    {
        Assume.That(
            RuntimeInformation.ProcessArchitecture,
            Is.EqualTo(System.Runtime.InteropServices.Architecture.X64),
            "The bits are known only for x64.");
        var teacher = Train("FT_tempT", teacher: null);
        var student = Train("RS_tempT_from_FT_tempT", teacher);

        Hash(teacher).Should().Be("ff6f07c7d1c4d4634c5aafabe9f4ab2d07ad537383ee497d9fb2584997245c45");
        Hash(student).Should().Be("23c1be5afaf08f9e525624960deb2816820ebc3a62d364b07c95e49f40541f6a");
    }

    [Test]
    public void Regularized_teachers_have_the_same_bits_on_every_x64_processor()
    {
        Assume.That(
            RuntimeInformation.ProcessArchitecture,
            Is.EqualTo(System.Runtime.InteropServices.Architecture.X64),
            "The bits are known only for x64.");

        // The probe of toy training runs neither, so that this test alone notices a change.
        Hash(Train("FT_temp1", teacher: null, smoothing: 0.1)).Should().Be(
            "6c0d381cd1a22733504dfd30077745f6422edc0dc970f43fb252515a02420e37");
        Hash(Train("FT_temp1", teacher: null, decay: 0.01)).Should().Be("586fb1dc06217a372fbf6c3e50e13329e6a62de29156b47b4a69d590018363d4");
    }

    private static Perceptron Train(string model, Perceptron? teacher, double smoothing = 0, double decay = 0)
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse(model), 70) with { Epochs = 20, LabelSmoothing = smoothing };
        recipe = recipe with { Optimizer = recipe.Optimizer with { WeightDecay = decay } };
        return new ToyModelTrainer(Toy).Train([new TrainingRun<Perceptron>(new ModelId(recipe, 42), teacher)], threads: 1).Single().Network;
    }

    private static string Hash(Perceptron network) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters)));
}
