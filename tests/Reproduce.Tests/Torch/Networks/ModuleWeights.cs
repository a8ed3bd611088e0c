using static TorchSharp.torch;

namespace Reproduce.Tests.Torch.Networks;

/// <summary>The parameters of a TorchSharp module as numbers.</summary>
internal static class ModuleWeights
{
    /// <summary>All parameters of a module on the processor, in its own order.</summary>
    public static float[] Of(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return [.. module.parameters().SelectMany(parameter => parameter.detach().data<float>().ToArray())];
    }
}
