using static TorchSharp.torch;

namespace Reproduce.Tests.Torch.Training;

/// <summary>The labels that a teacher gives a student, by plain TorchSharp.</summary>
internal static class SoftLabels
{
    /// <summary>The teacher's softmax(logits / T), without a hard-label term and T² factor.</summary>
    /// <param name="teacher">The teacher; set to evaluation mode.</param>
    /// <param name="inputs">The training samples, shape <c>[N, ...]</c>.</param>
    /// <param name="temperature">The distillation temperature T.</param>
    /// <returns>Shape <c>[N, classes]</c>.</returns>
    public static Tensor Of(nn.Module<Tensor, Tensor> teacher, Tensor inputs, double temperature)
    {
        using var noGradients = no_grad();
        teacher.eval();
        return softmax(teacher.call(inputs) / temperature, dim: 1);
    }
}
