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

    private static Perceptron Train(string model, Perceptron? teacher)
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse(model), 70) with { Epochs = 20 };
        return new ToyModelTrainer(Toy).Train([new TrainingRun<Perceptron>(new ModelId(recipe, 42), teacher)], threads: 1).Single().Network;
    }

    private static string Hash(Perceptron network) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters)));
}
