using Reproduce.Torch.Native;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>The device that libtorch trains on, and how.</summary>
/// <param name="Compute">The device that libtorch was loaded for.</param>
/// <param name="Precision">
/// The precision of products. The default is single precision, since a lower one has not been shown to leave the verdicts unchanged.
/// </param>
/// <param name="ModelsAtOnce">The largest number of models of one shape that are trained as one, at least 1.</param>
public sealed record TorchSettings(
    ComputeDevice Compute, TrainingPrecision Precision = TrainingPrecision.SinglePrecision, int ModelsAtOnce = 1)
{
    /// <summary>libtorch's name for the device.</summary>
    public Device Device => Compute.IsCuda ? CUDA : CPU;

    /// <summary>Allows or forbids TF32 in the whole process, since libtorch has no narrower setting.</summary>
    internal void Apply()
    {
        if (Compute.IsCuda)
        {
            backends.cuda.matmul.allow_tf32 = Precision == TrainingPrecision.TensorFloat32;
            backends.cudnn.allow_tf32 = Precision == TrainingPrecision.TensorFloat32;
        }
    }
}
