using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Networks;
using static TorchSharp.torch;

namespace Reproduce.Tests.Core.Training;

[TestFixture]
[UsesLibTorch]
public sealed class AdamTest
{
    private const int Vectors = 3;
    private const int Steps = 10;

    [TestCase(OptimizerKind.Adam, 0)]
    [TestCase(OptimizerKind.Adam, 0.1)]
    [TestCase(OptimizerKind.AdamW, 0)]
    [TestCase(OptimizerKind.AdamW, 0.2)]
    public void Ten_steps_are_those_of_the_tensor_library(OptimizerKind kind, double weightDecay)
    {
        var values = RandomNetworks.Images(new ImageShape(Vectors * 8, 1, 1), 1);
        var gradients = RandomNetworks.Images(new ImageShape(Vectors * 8, 1, 1), Steps, seed: 7);

        var actual = Flat(new OptimizerSettings(kind, 0.01, weightDecay), values, gradients);
        var expected = Library(kind, weightDecay, values, gradients);

        actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6f);
        actual.Zip(values, (a, b) => Math.Abs(a - b)).Max().Should().BeGreaterThan(0.02f);
    }

    [Test]
    public void Without_a_gradient_only_decoupled_decay_moves_a_parameter()
    {
        var values = Enumerable.Repeat(2f, Vectors * 8).ToArray();
        var zeros = new float[Vectors * 8];

        Flat(new OptimizerSettings(OptimizerKind.Adam, 0.01), values, zeros).Should().Equal(values);
        Flat(new OptimizerSettings(OptimizerKind.AdamW, 0.01, WeightDecay: 0.5), values, zeros)
            .Should().OnlyContain(value => value == 2f * 0.995f);
    }

    private static float[] Flat(OptimizerSettings settings, float[] values, float[] gradients)
    {
        var optimizer = new Adam(values, settings);
        foreach (var step in gradients.Chunk(values.Length))
        {
            step.CopyTo(optimizer.Gradients);
            optimizer.Step(settings.LearningRate);
        }

        return optimizer.Parameters.ToArray();
    }

    private static float[] Library(OptimizerKind kind, double weightDecay, float[] values, float[] gradients)
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(tensor(values));
        using optim.Optimizer optimizer = kind == OptimizerKind.Adam
            ? optim.Adam([parameter], 0.01, weight_decay: weightDecay)
            : optim.AdamW([parameter], 0.01, weight_decay: weightDecay);
        foreach (var step in gradients.Chunk(values.Length))
        {
            optimizer.zero_grad();
            (parameter * tensor(step)).sum().backward();
            optimizer.step();
        }

        return parameter.detach().data<float>().ToArray();
    }
}
