using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Tests.Core.Networks;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Tests.Torch.Networks;

[TestFixture]
[UsesLibTorch]
public sealed class LayeredModuleTest
{
    private static readonly NetworkSpecification Specification =
        RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 0.25, classes: 5, dropout: 0.5);

    private static readonly ImageNetwork Network = RandomNetworks.Network(Specification);

    [Test]
    public void Its_state_has_PyTorchs_names_and_shapes()
    {
        using var module = new LayeredModule(Network.Layers);

        module.state_dict().Select(item => $"{item.Key} [{string.Join(", ", item.Value.shape)}]").Should().Equal(
            "convblock1.0.weight [8, 3, 3, 3]",
            "convblock1.0.bias [8]",
            "convblock2.0.weight [16, 8, 3, 3]",
            "convblock2.0.bias [16]",
            "classifier.1.weight [32, 64]",
            "classifier.1.bias [32]",
            "classifier.3.weight [5, 32]",
            "classifier.3.bias [5]");
    }

    [Test]
    public void Parameters_come_back_as_they_were_loaded()
    {
        using var module = new LayeredModule(Network.Layers);

        module.Load(Network.Parameters);

        ModuleWeights.Of(module).Should().Equal(Network.Parameters.ToArray());
    }

    [Test]
    public void Another_number_of_parameters_is_refused()
    {
        using var module = new LayeredModule(Network.Layers);

        FluentActions.Invoking(() => module.Load(new float[3])).Should().Throw<ArgumentException>().WithMessage("*but 3 were given*");
    }

    [Test]
    public void An_image_gives_one_logit_a_class_and_the_same_ones_in_evaluation_mode()
    {
        using var scope = NewDisposeScope();
        using var module = new LayeredModule(Network.Layers);
        var images = tensor(RandomNetworks.Images(Network.Input, 4), [4, 3, 8, 8]);
        module.eval();

        var first = module.call(images);
        var second = module.call(images);

        first.shape.Should().Equal(4, 5);
        second.data<float>().ToArray().Should().Equal(first.data<float>().ToArray());
    }

    [Test]
    public void Training_mode_drops_features()
    {
        using var scope = NewDisposeScope();
        using var module = new LayeredModule(Network.Layers);
        var images = tensor(RandomNetworks.Images(Network.Input, 4), [4, 3, 8, 8]);
        module.train();

        module.call(images).data<float>().ToArray().Should().NotEqual(module.call(images).data<float>().ToArray());
    }
}
