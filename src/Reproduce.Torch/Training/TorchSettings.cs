using Reproduce.Torch.Native;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>On what, and how, libtorch trains.</summary>
/// <param name="Compute">The device that libtorch was loaded for.</param>
/// <param name="Precision">The precision of its products. Single precision unless asked otherwise: that a lower one changes no verdict has not been shown.</param>
/// <param name="ModelsAtOnce">The most models of one shape that are trained as one, at least 1: as many as fill the device.</param>
public sealed record TorchSettings(ComputeDevice Compute, TrainingPrecision Precision = TrainingPrecision.SinglePrecision, int ModelsAtOnce = 1)
{
    /// <summary>libtorch's name for the device.</summary>
    public Device Device => Compute.IsCuda ? CUDA : CPU;

    /// <summary>Allows or forbids TF32 in the whole process: libtorch has no narrower setting.</summary>
    internal void Apply()
    {
        if (Compute.IsCuda)
        {
            backends.cuda.matmul.allow_tf32 = Precision == TrainingPrecision.TensorFloat32;
            backends.cudnn.allow_tf32 = Precision == TrainingPrecision.TensorFloat32;
        }
    }
}
